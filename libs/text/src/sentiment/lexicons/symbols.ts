/** Valence of emoji and emoticons, the same in every language. Written for Convoscope. */
const LISTS: Readonly<Record<string, string>> = {
  '3': '😍 🥰 ❤ ❤️ 💕 💖 💗 💘 😻 🤩 🎉 🥳 🏆 💯 <3 ♥ ♥️ 💙 💚 💛 💜 🧡 😘 💞 💝',
  '2': '😀 😃 😄 😁 😊 🙂 😎 👍 👏 🙌 🙏 😂 🤣 😆 ☺ ☺️ 😋 🤗 ✅ ✨ 🌟 ⭐ 🔥 💪 👌 😇 😌 😜 😝 😉 :) :-) =) :D :-D =D xD XD ;) ;-) :* :-* :P :p ^_^ ^^ ;D 🎊 🎈 ☀ ☀️ 🌈 🤝 🫶',
  '-1': '😕 🙁 ☹ ☹️ 😐 😑 🤔 😬 🙄 😒 😪 😴 🥱 😟 😓 😥 😰 🤷 :/ :-/ :| :-| -_- :\\ 🤨 😶 😅',
  '-2': "😞 😔 😢 😭 😣 😖 😫 😩 😤 😠 👎 💔 😱 😨 😧 😦 🤦 ❌ 😷 🤢 :( :-( =( ;( :'( D: 🥺 😿 ⚠ 🚫",
  '-3': '😡 🤬 👿 😈 🤮 💩 🖕 💀 ☠ ☠️ >:(',
};

export const SYMBOL_VALENCE: ReadonlyMap<string, number> = new Map(
  Object.entries(LISTS).flatMap(([valence, list]) =>
    list.split(' ').map((symbol) => [symbol, Number(valence)] as const),
  ),
);
