import type { Phrases } from '../scenario.ts';

export const ES: Phrases = {
  language: 'es',
  slots: {
    product: ['auriculares', 'mochila', 'cafetera', 'teclado', 'chaqueta', 'lámpara', 'bicicleta'],
    order: ['{#10000-99999}', 'ES-{#1000-9999}-{#10-99}'],
    amount: ['{#9-280},{#10-99} €', '{#15-400} euros', '{#20-900} pesos'],
    day: ['el lunes', 'el martes', 'el miércoles', 'el jueves', 'el viernes', 'el sábado'],
    days: ['{#3-12} días', 'una semana', 'dos semanas', '{#2-5} semanas'],
    city: ['Sevilla', 'Bogotá', 'Valencia', 'Granada', 'Lima', 'Bilbao', 'Quito', 'Málaga'],
    month: ['enero', 'marzo', 'abril', 'junio', 'agosto', 'octubre', 'noviembre'],
    email: ['m.ortiz{#10-99}@example.org', 'lucia{#1-99}@example.com'],
  },
  asides: [
    'Y otra cosa: ',
    'Por cierto, ',
    'Vale. ',
    'Entiendo. ',
    'Otra pregunta: ',
    'Solo para estar seguro: ',
    'Hm. ',
    'Escribo desde el móvil. ',
    'Caso {#100-9999}: ',
    'Bueno. ',
    'Ah, y ',
  ],
  greetings: ['Hola, ', 'Buenos días, ', 'Buenas, ', '¡Hola! ', 'Buenas tardes, ', '', '', ''],
  thanks: [
    '[Genial|Perfecto|Estupendo], [gracias|muchas gracias|mil gracias][!| 😊|, ya funciona.|, justo lo que necesitaba.]',
    '[Gracias por la rapidez|Muy claro, gracias|Resuelto, gracias][.|!|, un saludo|, buen día]',
  ],
  welcomes: ['[De nada|Un placer][!|. Que tengas buen día.|, aquí estoy si hace falta.]'],
  unsolved: [
    '[Eso no me ayuda|Ya lo he probado|Sigue sin funcionar], [todo igual|van {#2-6} veces|qué más puedo hacer]?',
    '[No es lo que pregunté|No me has entendido]. [Hablo del pedido {order}.|Léelo otra vez, por favor.]',
  ],
  angry: [
    '[Esto es inaceptable|Es una vergüenza|Estoy harto|Increíble]. [Llevo {days} esperando|Es la {#2-6}ª vez que escribo|Nadie responde] [y nadie hace nada|y pagué {amount}|y me toman el pelo][!!|.| 😡]',
    '[El peor servicio que he visto|Estoy muy decepcionada|Pésimo]. [Nunca más.|Lo cancelo todo.|He perdido {#2-5} horas.]',
  ],
  apologies: [
    'Lo siento [mucho|de verdad]. [He marcado el caso {#10000-99999} como urgente|Ya lo he pasado al equipo] y [tendrás respuesta en {#4-48} horas|hoy mismo te escriben].',
  ],
  escalations: [
    '[Quiero hablar con una persona|Páseme con un supervisor|Necesito un agente][, ya.|! Son {amount}.|. Esto no avanza.]',
  ],
  handovers: [
    '[Te paso con una compañera|Ahora te conecto], la espera es de unos {#3-20} minutos. Caso {#10000-99999}.',
  ],
  failures: [
    'Se ha producido un error (código 50[0|2|3], solicitud {#100000-999999}).',
    'Error 50[2|4]: el servicio no responde. [Inténtalo más tarde.|Ref. {#1000-9999}.]',
  ],
  scenarios: [
    {
      topic: 'billing',
      fits: [0, 1, 0],
      open: [
        'Me han cobrado [dos veces|el doble] {amount} [en {month}|{day}|], [¿por qué?|¿podéis revisarlo?]',
        '[¿Dónde encuentro|Necesito|¿Podrían enviarme] la factura [de {month}|del pedido {order}][?|, por favor?]',
        'Mi tarjeta [es rechazada|no pasa] al pagar {amount}[, ¿qué hago?|. El banco dice que todo está bien.]',
      ],
      ask: ['Claro. [¿Qué correo tiene la cuenta?|¿Últimos cuatro dígitos de la tarjeta?]'],
      detail: ['{email}[, desde {month}|]', '[son|] {#1000-9999}'],
      answer: [
        '[Ya lo veo|Encontrado]: [el segundo cargo es una retención y desaparece en {#2-5} días|cambió el plan el mismo día, devuelvo {amount}]. [No tienes que hacer nada.|Te llega un correo.]',
        'Está en Ajustes > Facturación[, en PDF|; también la envié a {email}].',
      ],
      more: [
        ['¿[Cuánto tarda|Cuándo lo veré en el banco]?', 'Entre {#2-3} y {#4-7} días hábiles.'],
        ['¿Puedo pagar [por transferencia|al año]?', 'Sí, desde el próximo mes[, con {#5-15} % menos|].'],
      ],
    },
    {
      topic: 'shipping',
      fits: [0, 0, 1],
      open: [
        '¿[Dónde está|Cuándo llega] mi pedido {order}? [Debía llegar {day}.|El seguimiento no se mueve desde hace {days}.|Es una {product}.]',
        '[Pone entregado|Aparece como entregado] pero [aquí no hay nada|no ha llegado ninguna {product}], pedido {order}[.|!]',
        'La {product} llegó [rota|sin cargador|de otro color], ¿y ahora qué? [Pedido {order}.|]',
      ],
      ask: ['[Un momento|Lo miro]. [¿El código postal es {#10000-50999}?|¿Dejaron algún aviso?]'],
      detail: ['[sí, es ese|no, {#10000-50999} {city}]', '[ningún aviso|estuve en casa {day}]'],
      answer: [
        'Está en el almacén de {city} y [sale mañana|llega {day}]. [Enlace: https://track.example.com/{#100000-999999}|Recibirás un mensaje.]',
        'Hoy sale [otra nueva|un reemplazo], caso {#10000-99999}[. Quédate con la otra.|.]',
      ],
      more: [
        [
          '¿Se puede dejar [con el vecino|en la tienda de abajo]?',
          'Sí, desde el enlace[, hasta las {#18-22} h del día antes|].',
        ],
        ['¿Envían a {city}?', 'Sí, en {#2-7} días por {amount}.'],
      ],
    },
    {
      topic: 'technical_problem',
      open: [
        'La aplicación [se cierra|se cuelga] [cada vez que abro el chat|desde la versión {#2-7}.{#0-9}|{#2-9} veces al día][.|, ¿alguna idea?]',
        'Me sale el error {#1000-9999} [al subir un archivo|al sincronizar|al imprimir] desde {day}[.|, no funciona nada.]',
      ],
      ask: ['¿[Qué versión usas|Empezó tras una actualización|Pasa también con datos móviles]?'],
      detail: ['la {#2-7}.{#0-9}.{#0-9}[, en un móvil viejo|]', '[sí, desde {day}|no, solo en casa]'],
      answer: [
        'Es un fallo conocido: [actualiza a la {#3-8}.{#0-9}|borra la caché en Ajustes > Almacenamiento]. [No pierdes datos.|]',
        'Significa que [el archivo pasa de {#20-200} MB|la sesión caducó]; [vuelve a entrar|prueba con uno más pequeño].',
      ],
      more: [
        ['¿Pierdo mis [fotos|notas|ajustes]?', 'No, están en el servidor.'],
        [
          '[listo|hecho], y ahora se queda al {#10-99} %',
          'Déjalo {#5-20} minutos, es normal la primera vez.',
        ],
      ],
    },
    {
      topic: 'travel',
      open: [
        'Planea un viaje a {city} de {#2-8} días [en {month}|con niños|por {amount} al día|sin coche][.|, porfa]',
        'Busco [un hotel tranquilo|un vuelo barato|un piso] en {city} [para {#2-6} noches|por menos de {amount}]',
      ],
      answer: [
        'Día 1: [el centro a pie|el mercado y el río]. Día 2: [un museo pequeño|tren a la sierra]. [Reserva {#2-9} días antes.|Cena tarde, como todos.]',
        'Por el centro desde {amount}; [al otro lado del río es más barato|mejor lejos de la estación].',
      ],
      more: [
        ['¿Y si llueve?', '[Los baños|El museo], y {day} abre hasta las {#18-22}.'],
        [
          '¿Dónde comer [con niños|barato]?',
          '[Detrás del mercado|En la plaza pequeña], unos {amount} por cabeza.',
        ],
      ],
    },
    {
      topic: 'education',
      open: [
        '[Explícame|¿Me explicas] [la fotosíntesis|la inflación|los agujeros negros|qué es una integral] [en {#2-5} frases|para el examen del {#2-28}|como a un niño de {#7-13}]',
        'Ayúdame con los deberes: {#2-9}x + {#3-30} = {#31-99}[, paso a paso|]',
      ],
      answer: [
        '[En corto|Imagina]: [la luz da energía a la planta para hacer azúcar|hay más dinero buscando lo mismo]. [¿Te sirve?|]',
        'Pasa la constante al otro lado y divide: x = {#1-40}[,{#1-9}|].',
      ],
      more: [
        [
          '[Dame|Quiero] {#2-6} ejercicios [más|parecidos]',
          'Prueba {#2-9}x − {#1-20} = {#21-90}, y luego con fracciones.',
        ],
        ['No entiendo [el segundo paso|por qué]', 'Lo que haces a un lado lo haces al otro, nada más.'],
      ],
    },
    {
      topic: 'refunds',
      open: [
        'Quiero devolver [la {product}|el pedido {order}], [me queda pequeña|no es lo que esperaba|llegó tarde].',
        '¿Dónde está mi reembolso de {amount}? [La devolví hace {days}.|Pedido {order}.]',
      ],
      answer: [
        '[Claro|Sin problema], la etiqueta va a {email}; [el dinero vuelve en {#3-7} días|es gratis].',
        '[Lo recibimos {day}|Ya está registrado]: {amount} en {#2-6} días en tu tarjeta.',
      ],
      more: [
        ['Ya no tengo la caja, ¿importa?', 'No, vale cualquier caja.'],
        ['¿Puede ser un vale [de {amount}|]?', 'Sí, al momento, ¿lo hago?'],
      ],
    },
  ],
};
