import type { LexiconSource } from '../lexicon.ts';

/** Written for Convoscope. Entries are found anywhere in a run of Japanese (no spaces), the longest first. */
export const JA: LexiconSource = {
  language: 'ja',
  words: {
    '3': '最高 素晴らし すばらし 大好き 完璧 感動 感激 優秀 絶賛',
    '2.2':
      'ありがとう 有難う 嬉し うれし 楽し 助かり 助かっ 感謝 好き 面白 幸せ 満足 素敵 便利 喜 良かった よかった',
    '1.6':
      '良い いいですね 良く 親切 丁寧 簡単 安心 解決しました おすすめ 綺麗 きれい 美味し おいし 問題ありません 分かりやす わかりやす',
    '-1.4':
      '困っ 困り 遅い 遅れ 難し 不便 分かりにく わかりにく 心配 不安 残念 悲し 届かない 届きません 届いていません まだ来 高すぎ 足りない 面倒 できません できない 間違 おかしい',
    '-2.1':
      '悪い エラー 不具合 故障 壊れ 動かない 動きません 落ちます 使えない 使えません つまらな 不満 苦情 失敗 怒 腹が立 イライラ がっかり 無駄 ひどい 酷い 嫌い 詐欺 嘘 怖い',
    '-3.1': '最悪 最低 ふざけ 許せない ありえない あり得ない ゴミ クソ くそ 二度と使',
  },
  intensifiers: 'とても 本当に 非常に すごく 大変 かなり',
  weakeners: '少し ちょっと',
  contrasts: 'しかし でも けど',
  marks: '',
};
