import { type Group, type Phrases, phrases } from './phrase-group.ts';

/** Japanese and Korean. */
export const EAST: Readonly<Record<'ja' | 'ko', Readonly<Record<Group, Phrases>>>> = {
  ja: {
    promo: phrases(
      'ご紹介します',
      null,
      [
        [null, '近くで見てみて'],
        ['いつもの日にも', '特別な日にも'],
        [null, 'お友だちにもどうぞ'],
      ],
      'お待ちしています',
    ),
    birthday: phrases(
      '今日は特別な日',
      'お誕生日おめでとう',
      [
        ['たくさんの笑顔と', '思い出に'],
        [null, '願いごとをどうぞ'],
      ],
      'すてきな一日を',
    ),
    wedding: phrases(
      '結婚します',
      '結婚します',
      [
        [null, 'ふたりの物語'],
        [null, '毎日を、いっしょに'],
      ],
      'ぜひお越しください',
    ),
    thanks: phrases(
      'あなたへ',
      'ありがとう',
      [
        [null, 'いつも支えてくれて'],
        [null, '心をこめて'],
      ],
      '本当にありがとう',
    ),
    invitation: phrases(
      'ご招待します',
      'ご招待します',
      [
        [null, 'お友だちもごいっしょに'],
        [null, '席をご用意しています'],
      ],
      '会場でお会いしましょう',
    ),
    travel: phrases(
      '旅に出よう',
      '旅に出よう',
      [
        [null, 'はじめての場所'],
        [null, 'ゆっくりした朝'],
        [null, '忘れられない日々'],
      ],
      '次はどこへ？',
    ),
    any: phrases(
      null,
      null,
      [
        [null, 'よく見てみて'],
        [null, '少しのあいだ'],
      ],
      'ご覧いただきありがとう',
    ),
  },
  ko: {
    promo: phrases(
      '소개합니다',
      null,
      [
        [null, '가까이에서 보세요'],
        ['평범한 날에도', '특별한 날에도'],
        [null, '친구에게 알려 주세요'],
      ],
      '기다리고 있을게요',
    ),
    birthday: phrases(
      '오늘은 특별한 날',
      '생일 축하해요',
      [
        ['모든 웃음과', '모든 추억에'],
        [null, '소원을 빌어 보세요'],
      ],
      '멋진 하루 보내세요',
    ),
    wedding: phrases(
      '결혼합니다',
      '결혼합니다',
      [
        [null, '두 사람, 하나의 이야기'],
        [null, '매일을 함께'],
      ],
      '함께해 주세요',
    ),
    thanks: phrases(
      '당신에게',
      '고마워요',
      [
        [null, '함께해 준 시간에'],
        [null, '마음을 담아'],
      ],
      '진심으로 고마워요',
    ),
    invitation: phrases(
      '초대합니다',
      '초대합니다',
      [
        [null, '친구와 함께 오세요'],
        [null, '자리를 마련해 두었어요'],
      ],
      '거기서 만나요',
    ),
    travel: phrases(
      '여행을 떠나요',
      '여행을 떠나요',
      [
        [null, '처음 가 보는 곳'],
        [null, '느긋한 아침'],
        [null, '기억에 남을 날들'],
      ],
      '다음은 어디로?',
    ),
    any: phrases(
      null,
      null,
      [
        [null, '천천히 보세요'],
        [null, '잠시 머물러요'],
      ],
      '봐 주셔서 고마워요',
    ),
  },
};
