import { type Group, type Phrases, phrases } from './phrase-group.ts';

/** Spanish, Portuguese, French and German. */
export const WEST: Readonly<Record<'es' | 'pt' | 'fr' | 'de', Readonly<Record<Group, Phrases>>>> = {
  es: {
    promo: phrases(
      'Te presentamos',
      null,
      [
        ['Míralo', 'más de cerca'],
        ['Para cada día', 'y para los que importan'],
        [null, 'Cuéntaselo a tus amigos'],
      ],
      'Te esperamos',
    ),
    birthday: phrases(
      'Hoy es un día especial',
      'Feliz cumpleaños',
      [
        ['Por cada risa', 'y cada recuerdo'],
        [null, 'Pide un deseo'],
      ],
      'Que tengas un gran día',
    ),
    wedding: phrases(
      'Nos casamos',
      'Nos casamos',
      [
        [null, 'Dos corazones, una historia'],
        [null, 'Cada día, juntos'],
      ],
      'Acompáñanos',
    ),
    thanks: phrases(
      'Unas palabras para ti',
      'Gracias',
      [
        ['Por', 'tu tiempo y tu confianza'],
        [null, 'Significa mucho'],
      ],
      'Gracias de corazón',
    ),
    invitation: phrases(
      'Te invitamos',
      'Te invitamos',
      [
        [null, 'Trae a tus amigos'],
        [null, 'Guardamos un sitio para ti'],
      ],
      'Nos vemos allí',
    ),
    travel: phrases(
      'En camino',
      'En camino',
      [
        [null, 'Lugares nuevos'],
        [null, 'Mañanas sin prisa'],
        [null, 'Días para recordar'],
      ],
      '¿Cuál es el próximo?',
    ),
    any: phrases(
      null,
      null,
      [
        [null, 'Míralo con calma'],
        [null, 'Quédate un momento'],
      ],
      'Gracias por ver',
    ),
  },
  pt: {
    promo: phrases(
      'Apresentamos',
      null,
      [
        ['Veja', 'mais de perto'],
        ['Para todos os dias', 'e para os que contam'],
        [null, 'Conte aos seus amigos'],
      ],
      'Esperamos por você',
    ),
    birthday: phrases(
      'Hoje é um dia especial',
      'Feliz aniversário',
      [
        ['A cada risada', 'e a cada lembrança'],
        [null, 'Faça um pedido'],
      ],
      'Tenha um ótimo dia',
    ),
    wedding: phrases(
      'Vamos nos casar',
      'Vamos nos casar',
      [
        [null, 'Dois corações, uma história'],
        [null, 'Cada dia, juntos'],
      ],
      'Venha celebrar conosco',
    ),
    thanks: phrases(
      'Umas palavras para você',
      'Obrigado',
      [
        ['Pelo', 'seu tempo e sua confiança'],
        [null, 'Significa muito'],
      ],
      'Obrigado de coração',
    ),
    invitation: phrases(
      'Você é nosso convidado',
      'Você é nosso convidado',
      [
        [null, 'Traga os amigos'],
        [null, 'Guardamos um lugar para você'],
      ],
      'Até lá',
    ),
    travel: phrases(
      'A caminho',
      'A caminho',
      [
        [null, 'Lugares novos'],
        [null, 'Manhãs sem pressa'],
        [null, 'Dias para lembrar'],
      ],
      'Qual é o próximo?',
    ),
    any: phrases(
      null,
      null,
      [
        [null, 'Olhe com calma'],
        [null, 'Fique um momento'],
      ],
      'Obrigado por assistir',
    ),
  },
  fr: {
    promo: phrases(
      'Découvrez',
      null,
      [
        ['Regardez', 'de plus près'],
        ['Pour tous les jours', 'et ceux qui comptent'],
        [null, 'Parlez-en à vos amis'],
      ],
      'Venez nous voir',
    ),
    birthday: phrases(
      'C’est un jour spécial',
      'Joyeux anniversaire',
      [
        ['À chaque rire', 'et chaque souvenir'],
        [null, 'Fais un vœu'],
      ],
      'Passe une belle journée',
    ),
    wedding: phrases(
      'Nous nous marions',
      'Nous nous marions',
      [
        [null, 'Deux cœurs, une histoire'],
        [null, 'Chaque jour, ensemble'],
      ],
      'Rejoignez-nous',
    ),
    thanks: phrases(
      'Quelques mots pour vous',
      'Merci',
      [
        ['Pour', 'votre temps et votre confiance'],
        [null, 'Cela compte beaucoup'],
      ],
      'Merci du fond du cœur',
    ),
    invitation: phrases(
      'Vous êtes invités',
      'Vous êtes invités',
      [
        [null, 'Venez avec vos amis'],
        [null, 'Votre place vous attend'],
      ],
      'À bientôt',
    ),
    travel: phrases(
      'En route',
      'En route',
      [
        [null, 'Des lieux nouveaux'],
        [null, 'Des matins tranquilles'],
        [null, 'Des jours à retenir'],
      ],
      'Et ensuite ?',
    ),
    any: phrases(
      null,
      null,
      [
        [null, 'Regardez bien'],
        [null, 'Restez un instant'],
      ],
      'Merci d’avoir regardé',
    ),
  },
  de: {
    promo: phrases(
      'Darf ich vorstellen',
      null,
      [
        ['Schau', 'genauer hin'],
        ['Für jeden Tag', 'und für die besonderen'],
        [null, 'Erzähl es deinen Freunden'],
      ],
      'Komm vorbei',
    ),
    birthday: phrases(
      'Heute ist ein besonderer Tag',
      'Alles Gute zum Geburtstag',
      [
        ['Auf jedes Lachen', 'und jede Erinnerung'],
        [null, 'Wünsch dir was'],
      ],
      'Hab einen schönen Tag',
    ),
    wedding: phrases(
      'Wir heiraten',
      'Wir heiraten',
      [
        [null, 'Zwei Herzen, eine Geschichte'],
        [null, 'Jeden Tag, gemeinsam'],
      ],
      'Feiert mit uns',
    ),
    thanks: phrases(
      'Ein paar Worte für dich',
      'Danke',
      [
        ['Für', 'deine Zeit und dein Vertrauen'],
        [null, 'Das bedeutet uns viel'],
      ],
      'Danke von Herzen',
    ),
    invitation: phrases(
      'Du bist eingeladen',
      'Du bist eingeladen',
      [
        [null, 'Bring deine Freunde mit'],
        [null, 'Dein Platz ist frei'],
      ],
      'Bis bald',
    ),
    travel: phrases(
      'Unterwegs',
      'Unterwegs',
      [
        [null, 'Neue Orte'],
        [null, 'Langsame Morgen'],
        [null, 'Tage, die bleiben'],
      ],
      'Und wohin als Nächstes?',
    ),
    any: phrases(
      null,
      null,
      [
        [null, 'Schau genau hin'],
        [null, 'Bleib einen Moment'],
      ],
      'Danke fürs Zuschauen',
    ),
  },
};
