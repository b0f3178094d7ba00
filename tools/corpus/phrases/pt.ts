import type { Phrases } from '../scenario.ts';

export const PT: Phrases = {
  language: 'pt',
  slots: {
    order: ['{#10000-99999}', 'BR-{#1000-9999}'],
    amount: ['R$ {#19-480},{#10-99}', '{#15-300} euros'],
    day: ['na segunda', 'na terça', 'na quarta', 'na quinta', 'na sexta'],
    days: ['{#3-12} dias', 'uma semana', 'duas semanas'],
    city: ['Recife', 'Porto', 'Curitiba', 'Coimbra', 'Salvador', 'Braga'],
    product: ['mochila', 'cafeteira', 'luminária', 'bicicleta', 'jaqueta'],
    email: ['r.lima{#10-99}@example.org', 'ana{#1-99}@example.com'],
  },
  asides: [
    'E mais uma coisa: ',
    'Aliás, ',
    'Certo. ',
    'Entendi. ',
    'Outra pergunta: ',
    'Só para confirmar: ',
    'Hm. ',
    'Estou no ônibus. ',
    'Caso {#100-9999}: ',
    'Bom. ',
  ],
  greetings: ['Olá, ', 'Bom dia, ', 'Oi, ', 'Boa tarde, ', '', ''],
  thanks: [
    '[Perfeito|Ótimo|Show], [obrigado|obrigada|muito obrigado][!| 😊|, já funciona.|, era isso mesmo.]',
    '[Obrigada pela rapidez|Tudo claro, obrigado|Resolvido, valeu][.|!|, boa noite]',
  ],
  welcomes: ['[De nada|Por nada][!|, tenha um bom dia.]'],
  unsolved: ['[Isso não ajuda|Já tentei|Ainda não funciona], [continua igual|já fiz {#2-6} vezes|e agora]?'],
  angry: [
    '[Isso é inaceitável|Que vergonha|Estou farta|Absurdo]! [Estou esperando há {days}|É a {#2-6}ª vez que escrevo|Ninguém responde] [e nada acontece|e paguei {amount}][!!|.| 😡]',
    '[O pior atendimento que já tive|Estou muito decepcionado|Péssimo]. [Nunca mais.|Vou cancelar tudo.|Perdi {#2-5} horas.]',
  ],
  apologies: [
    'Peço desculpa[ pelo transtorno|]. [Marquei o caso {#10000-99999} como urgente|Já avisei a equipe] e a resposta vem em até {#4-48} horas.',
  ],
  escalations: ['[Quero falar com um atendente|Quero falar com uma pessoa][, agora.|! São {amount}.|.]'],
  handovers: ['Vou transferir para uma colega, espera de {#3-20} minutos. Caso {#10000-99999}.'],
  failures: ['Ocorreu um erro (código 50[0|2|3], pedido {#100000-999999}).'],
  scenarios: [
    {
      topic: 'billing',
      open: [
        'Fui cobrado duas vezes, {amount} {day}[, por quê?|, podem verificar?]',
        '[Onde encontro|Preciso da] fatura do pedido {order}[?|, por favor.]',
      ],
      answer: [
        '[Já vi|Encontrei]: [a segunda cobrança some em {#2-5} dias|devolvi {amount}]. [Não precisa fazer nada.|Vai chegar um e-mail.]',
        'Está em Configurações > Faturas[, em PDF|; enviei para {email}].',
      ],
      more: [
        ['Quanto tempo leva?', 'Em geral {#2-6} dias úteis.'],
        ['Posso pagar [por boleto|anual]?', 'Sim, a partir do próximo mês[, com {#5-15} % de desconto|].'],
      ],
    },
    {
      topic: 'shipping',
      open: [
        '[Onde está|Quando chega] meu pedido {order}? [Era para chegar {day}.|O rastreio está parado há {days}.|É uma {product}.]',
        'Consta como entregue mas [não recebi nada|a {product} não chegou], pedido {order}[.|!]',
      ],
      ask: ['Vou ver. [O CEP é {#10000-89999}?|Deixaram algum aviso?]'],
      detail: ['[é esse|não, {#10000-89999} {city}]', '[nenhum aviso|estava em casa {day}]'],
      answer: [
        'Está no depósito de {city} e [chega {day}|sai amanhã]. [Link: https://track.example.com/{#100000-999999}|]',
      ],
      more: [['Pode deixar [com o vizinho|na portaria]?', 'Sim, pelo link, até as {#18-22} h.']],
    },
    {
      topic: 'technical_problem',
      open: [
        'O aplicativo [trava|fecha sozinho] [desde a versão {#2-7}.{#0-9}|{#2-9} vezes por dia|quando abro o chat]',
        'Aparece o erro {#1000-9999} [ao enviar arquivo|ao sincronizar] desde {day}, não funciona',
      ],
      ask: ['Qual versão você usa?'],
      detail: ['a {#2-7}.{#0-9}.{#0-9}, [celular antigo|atualizei {day}]'],
      answer: ['É uma falha conhecida: [atualize para a {#3-8}.{#0-9}|limpe o cache]. Nada se perde.'],
      more: [['[feito|pronto], parou em {#10-99} %', 'Espere {#5-20} minutos, é normal.']],
    },
    {
      topic: 'writing',
      open: [
        '[Escreva|Me ajude a escrever] [um e-mail para o meu chefe pedindo {#2-6} dias|um convite para {#5-40} pessoas|um poema curto sobre {city}]',
        'Resuma em {#2-5} frases: [as vendas caíram {#3-20} % por falta de produto|a ponte de {city} fecha por {#2-9} meses]',
      ],
      answer: [
        '"[Prezados|Olá], [gostaria de pedir um pouco mais de tempo|conto com vocês {day}]. [Obrigado|Um abraço]". [Quer mais curto?|]',
      ],
      more: [
        [
          '[Mais formal|Mais leve|Até {#30-80} palavras], por favor',
          '"[Agradeço desde já a compreensão|Vai ser bom ver vocês] {day}".',
        ],
      ],
    },
    {
      topic: 'finance',
      open: [
        'Como [guardar {amount} por mês|investir {amount}|sair de uma dívida de {amount}] [ganhando pouco|aos {#22-58} anos]?',
        'Minha transferência de {amount} não chegou [há {days}|desde {day}]',
      ],
      answer: [
        'Primeiro uma reserva de {#2-6} meses, depois [a dívida mais cara|um pouco todo mês].',
        'Pode levar {#1-3} dias úteis; depois peça o comprovante.',
      ],
      more: [['E os [riscos|impostos]?', 'Pode cair {#10-40} %, então só o que não vai usar logo.']],
    },
  ],
};
