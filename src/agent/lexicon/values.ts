/**
 * Closed sets of slot values, by family: the canonical (English) value and the words for it in every language, so that
 * "シネマ風", "电影感" and "cinematic" mean one look. Families are offered to the rules as concepts named `family=value`.
 */
export const VALUES: Record<string, Record<string, string>> = {
  mood: {
    'lo-fi': 'lo fi, lofi, lo-fi, chillhop, 低保真, ローファイ, 로파이, lo fi hip hop',
    upbeat:
      'upbeat, happier, more cheerful, funny, playful, happy, cheerful, joyful, fun, lively, feel good, positive, 欢快, 快乐, 动感, 活泼, 欢乐, 喜庆, 明るい, 楽しい, 신나는, 밝은, 경쾌한, alegre, animada, alegres, movida, frohliche, frohlich, frohe, joyeuse, joyeux, entrainante, dynamique, animado, 轻快, 欢快的, 搞笑, 俏皮, 可爱, 元気な, アップテンポ',
    calm: 'ゆったりした, ゆったり, 잔잔한, calm, calmer, more calm, calming, peaceful, gentle, soothing, quiet, soft, mellow, 舒缓, 安静, 平静, 柔和, 轻柔, 宁静, 穏やか, 静かな, 落ち着いた, 잔잔한, 차분한, 조용한, tranquila, tranquilo, suave, relajante, ruhige, ruhig, sanfte, calme, douce, doux, calma, relaxante, suaves, entspannte, 优美, 轻音乐, 温柔, 舒服, やさしい, 편안한',
    relaxing: 'relaxing, chill, chilled, chillout, リラックス',
    relaxed: 'relaxed, laid back, 轻松, 放松, 休闲, 轻松愉快, 悠闲, 慵懒',
    cinematic:
      'cinematic, epic, orchestral, movie like, trailer, heroic, 电影感, 史诗, 大气, 恢弘, 震撼, 壮大, シネマ, 시네마틱, 웅장한, epica, epico, filmische, epique, cinematica, cinematografica, 壮阔, 壮大な, 磅礴, エピック',
    ambient: 'ambient, atmospheric, dreamy, ethereal, 氛围, 空灵, 梦幻, アンビエント, 앰비언트, ambiental, 몽환적인',
    corporate:
      'corporate, business, professional, motivational, inspiring, inspirational, uplifting, 商务, 企业, 励志, 正能量, 激励, コーポレート, 기업, corporativa, motivadora, inspiradora, inspirante, motivation, 희망찬',
    acoustic:
      'acoustic, guitar, folk, piano, ukulele, 原声吉他, 吉他, 钢琴, 钢琴曲, 吉他曲, 民谣, アコースティック, ピアノ, ギター, 어쿠스틱, 피아노, 기타, acustica, acustico, akustische, acoustique, guitarra, klavier',
    electronic:
      'electronic, edm, techno, house, dance, synth, synthwave, energetic, trap, hip hop, energetic beat, dubstep, drum and bass, 电子, 电音, 嘻哈, 激情, 燃, 热血, 劲爆, 动感电子, エレクトロ, 激しい, 일렉트로닉, 강렬한, electronica, energica, elektronische, electronique, energisch, energique, energetica, 酷炫, 힙합',
    suspense:
      'suspense, suspenseful, tense, dark, scary, mysterious, horror, dramatic, spooky, 悬疑, 紧张, 恐怖, 神秘, サスペンス, 緊張, 긴장감, 무서운, suspenso, misteriosa, tensa, spannende, dramatica, tendue, suspense',
    sad: 'sad, sadder, melancholic, emotional, sentimental, touching, 伤感, 悲伤, 抒情, 感人, 忧伤, 悲しい, 感動的, 슬픈, 감성적인, 감동적인, triste, emotiva, traurige, emotionale, emouvante, emocional, 温情, 治愈, 温馨',
    romantic: 'romantic, love, wedding, 浪漫, ロマンチック, 로맨틱, romantica, romantische, romantique',
    jazz: 'jazz, jazzy, 爵士, ジャズ, 재즈',
    rock: 'rock, punk rock, 摇滚, ロック, 록',
    classical: 'classical, 古典, クラシック, 클래식, clasica, klassische, classique, classica',
    pop: 'pop music, pop song, 流行, ポップ',
    funk: 'funk, funky, disco, groovy, 放克',
    festive: 'christmas, festive, holiday, 节日, 圣诞, 春节, 新年, navidad, weihnacht*, 크리스마스, クリスマス',
    'fast-paced': 'fast paced, high energy, punchy, 快节奏, 疾速',
  },
  look: {
    cinematic:
      'cinematic, cinema, movie like, filmic, film look, movie look, hollywood, teal and orange, movie, blockbuster, 电影感, 电影, 电影风, 大片, 电影质感, シネマ, シネマ風, シネマティック, 映画, 映画風, 시네마틱, 영화, 영화같은, cinematografico, cinematico, cine, kinolook, filmlook, kino, cinematique, cinema, filmisch, 电影色',
    'black and white':
      'black and white, black & white, b & w, b&w, bw, b w, monochrome, grayscale, greyscale, 黑白, 黑白色, 白黒, モノクロ, 흑백, blanco y negro, schwarz weiss, schwarzweiss, schwarz weiß, noir et blanc, preto e branco, monocromo',
    sepia: 'sepia, 复古棕, セピア, 세피아, sepia',
    warm: 'warm, warm tones, golden, golden hour, sunset tones, warm tone, 暖色, 暖色调, 温暖, 暖黄, 暖色系, 暖かい, 暖色系, 따뜻한, calido, calidos, calida, warme, warm, chaud, chaude, quente, 暖调',
    cool: 'cool, cold, cool tones, blue tones, icy, 冷色, 冷色调, 清冷, 冷色系, 寒色, 차가운, frio, fria, kuhl, kuhle, froid, froide, cool blue, 冷调',
    vintage:
      'vintage, retro, old film, old school, nostalgic, 70s, 80s, 90s, 1970s, 1980s, 1990s, vhs, 16mm, 8mm, super 8, polaroid, film style, film effect, film stock, 35mm, analog, 复古, 怀旧, 老电影, 胶片, 港风, 年代感, 老胶片, ビンテージ, レトロ, ヴィンテージ, 昔風, 빈티지, 레트로, antiguo, retro, nostalgico, ancien, alt, antigo, フィルム風, 필름',
    vivid: 'vivid, vibrant, colorful, 鲜艳, 鮮やか, 선명한, vivido',
    gritty: 'gritty, raw look, raw feel, grunge, 粗粝, 硬朗',
    neon: 'neon, cyberpunk, synthwave, vaporwave, 霓虹, 赛博朋克, 赛博, ネオン, サイバーパンク, 네온, 사이버펑크, neon',
    moody: 'moody, dark, noir, dramatic, 暗黑, 情绪, 压抑, ダーク, 어두운, oscuro, dunkel, sombre',
    pastel: 'pastel, dreamy, soft, 柔和, 梦幻, 马卡龙, パステル, 파스텔, ethereal',
    fresh: 'fresh, bright and airy, airy, clean, 清新, 小清新, 日系, ins风, さわやか, 산뜻한, 自然',
    faded: 'faded, matte, washed, 褪色',
    'film noir': 'film noir',
    teal: 'teal, 青橙, 青色调',
    hdr: 'hdr look, hdr',
    summer: 'summer, tropical, sunny, 夏日, 阳光',
    autumn: 'autumn, fall colors, 秋天, 秋日',
    natural: 'natural, 自然, natural colors',
  },
  tstyle: {
    smooth:
      'smooth, seamless, 平滑, 流畅, 丝滑, 自然, 柔和, 顺滑, なめらか, スムーズ, 부드러운, suave, suaves, sanfte, sanften, weiche, weichen, weicher, fluessige, douces, douce, fluides, suavizadas, flussige, 滑らかな, 滑らか',
    gentle: 'gentle, subtle, soft, 轻柔, やさしい, 은은한',
    fluid: 'fluid, flowing',
    slow: 'slow, 缓慢, 慢',
    fast: 'fast, quick, snappy, 快速, 快',
    crossfade:
      'crossfade, crossfades, cross fade, cross dissolve, cross fades, 交叉淡化, 交叉溶解, クロスフェード, 크로스페이드, fundido cruzado, fundido, uberblendung, uberblendungen, fondu enchaine, fondus enchaines, esmaecimento, fundidos',
    dissolve: 'dissolve, dissolves, 溶解, 叠化, 디졸브, ディゾルブ, disolvencia, dissolver',
    fade: 'fade, fades, 淡入淡出, 渐变, 淡化, フェード, 페이드, fading, 渐隐',
    wipe: 'wipe, wipes, 擦除, 划像, ワイプ, 와이프',
    slide: 'slide, slides, sliding, push, 滑动, 推移, スライド, 슬라이드, deslizar, deslizamiento, 滑入',
    zoom: 'zoom, zooming, zooms, 缩放, 推近, 放大, ズーム, 줌, zoom in',
    whip: 'whip, whip pan, whip pans, swish pan, swipe, 甩, 甩镜头, 甩镜',
    glitch: 'glitch, glitchy, 故障, 故障风, グリッチ, 글리치',
    spin: 'spin, spinning, rotate, 旋转, 스핀, スピン',
    blur: 'blur, 模糊, ぼかし, 블러, desenfoque',
    'motion blur': 'motion blur, 运动模糊, 动态模糊',
    flash: 'flash, white flash, light leak, light leaks, 闪白, 闪光, 漏光, フラッシュ, 플래시',
    'dip to black':
      'dip to black, fade to black, fade through black, black fade, black screen between, black screens between,  闪黑, 黑场',
    'dip to white': 'dip to white, fade to white',
    iris: 'iris, circle, circular, 圆形, 光圈',
    pixelate: 'pixelate, pixel, 像素, 马赛克',
    page: 'page turn, page flip, page curl, 翻页, 翻頁, ページめくり',
    cube: 'cube, 立方体, 3d',
    morph: 'morph, warp, 变形',
    cinematic: 'cinematic, 电影感, 电影',
    dynamic: 'dynamic, energetic, punchy, 动感, 酷炫, 炫酷, ダイナミック, dinamico, dinamica, dinamicas, 다이나믹한',
    simple: 'simple, clean, minimal, basic, elegant, 简单, 简洁, シンプル, 심플한, sencillas, einfache, 优雅',
    hard: 'hard cut, hard cuts, straight cuts, jump cuts, 硬切',
    random: 'random, 随机, ランダム, 랜덤',
    ink: 'ink, 水墨',
    'film burn': 'film burn, burn',
    'star wipe': 'star wipe',
    split: 'split, 分割',
    modern: 'modern, stylish, trendy, cool, 时尚, 潮流',
  },
  pos: {
    'top center': 'top center, top centre, top middle, center top, upper center, 顶部居中, 上方居中, 上方中间',
    'bottom center':
      'bottom center, bottom centre, bottom middle, lower center, center bottom, 底部居中, 下方居中, 下方中间',
    'bottom left':
      'bottom left, at the bottom left, lower left, left bottom, bottom left corner, lower left corner, 左下, 左下角, 左下方, 왼쪽 아래, 좌측 하단, 좌하단, abajo a la izquierda, unten links, en bas a gauche, inferior esquerdo, inferior izquierda, canto inferior esquerdo',
    'bottom right':
      'bottom right, at the bottom right, lower right, right bottom, bottom right corner, lower right corner, 右下, 右下角, 右下方, 오른쪽 아래, 우측 하단, 우하단, abajo a la derecha, unten rechts, en bas a droite, inferior direito, inferior derecha, canto inferior direito, esquina inferior derecha',
    'top left':
      'top left, at the top left, upper left, left top, top left corner, upper left corner, 左上, 左上角, 左上方, 왼쪽 위, 좌측 상단, 좌상단, arriba a la izquierda, oben links, en haut a gauche, superior esquerdo, superior izquierda, canto superior esquerdo',
    'top right':
      'top right, at the top right, upper right, right top, top right corner, upper right corner, 右上, 右上角, 右上方, 오른쪽 위, 우측 상단, 우상단, arriba a la derecha, oben rechts, en haut a droite, superior direito, superior derecha, canto superior direito, esquina superior derecha',
    corner: 'corner, in the corner, 角落, 隅, 구석, esquina, ecke, coin, canto',
    center:
      'center, across the middle, across the center, across the screen, centre, centered, centred, middle of the screen, in the middle, centrally, 正中, 居中, 中间位置, 中央, 画面中间, 正中间, 正中央, 真ん中, センター, 중앙, 가운데, centrados, centrado, centradas, centrada, en el centro, al centro, zentriert, in der mitte, in die mitte, mittig, centre, au centre, centralizado, no centro, 屏幕中间, 中间显示, 画面中央, 中央に',
    top: '放上面, 放在上面, 放到上面, 移到上面, top, upper, at the top, on top, 顶部, 上方, 上面, 最上方, 顶端, 画面上方, 屏幕上方, 上に, 上部, 위쪽, 상단, 위에, arriba, oben, en haut, acima, no topo, 画面上部',
    bottom:
      '放下面, 放在下面, 放到下面, 移到下面, bottom, below the video, underneath the video, at the bottom, lower, 底部, 下方, 下面, 最下方, 底端, 画面下方, 屏幕下方, 下に, 下部, 아래쪽, 하단, 아래에, abajo, unten, en bas, embaixo, na parte inferior, 画面下部',
    left: 'left, left side, 左边, 左侧, 左, 왼쪽, 左側, izquierda, links, gauche, esquerda',
    right: 'right, right side, 右边, 右侧, 右, 오른쪽, 右側, derecha, rechts, droite, direita',
  },
  color: {
    white:
      'white, 白色, 白字, 白, 白い, 흰색, 흰, 하얀, blanco, blanca, blancos, weiss, weiße, weisse, weissem, weisser, weissen, weisses, blanc, blanche, branco, branca, brancas, blancas',
    black:
      'black, 黑色, 黑字, 黑, 黒, 黒い, 검은, 검정, negro, negra, negros, schwarz, schwarze, schwarzem, schwarzer, schwarzen, schwarzes, noir, noire, preto, preta, negras',
    red: 'red, 赤色, 红色, 红字, 红, 赤, 赤い, 빨간, 빨강, 빨간색, rojo, roja, rojos, rot, rote, roten, rotem, roter, rotes, rouge, rouges, vermelho, vermelha, rojas',
    yellow:
      'yellow, 黄色, 黄字, 黄, 黄色い, 노란, 노란색, 노랑, amarillo, amarilla, amarillos, gelb, gelbe, gelben, gelbem, gelber, gelbes, jaune, jaunes, amarelo, amarela, amarelas, amarillas',
    green:
      'green, 绿色, 绿字, 绿, 緑, 緑色, 초록, 초록색, 녹색, verde, verdes, grun, grune, grunen, grunem, gruner, grunes, vert, verte, verts',
    blue: 'blue, 蓝色, 蓝字, 蓝, 青, 青い, 青色, 파란, 파란색, 파랑, azul, azules, blau, blaue, blauen, blauem, blauer, blaues, bleu, bleue, bleus, azuis',
    orange: 'orange, 橙色, 橘色, オレンジ, 주황, 주황색, naranja, laranja, oranje',
    pink: 'pink, 粉色, 粉红, ピンク, 분홍, 핑크, rosa, rose, 粉红色',
    purple: 'purple, violet, 紫色, 紫, 보라, 보라색, morado, lila, violett, violet, roxo',
    gold: 'gold, golden, 金色, 金, 금색, dorado, gold, goldene, dore, dourado',
    gray: 'gray, grey, 灰色, グレー, 회색, gris, grau, cinza',
    cyan: 'cyan, turquoise, 青色, シアン, 청록',
    brown: 'brown, 棕色, 茶色, 갈색, marron, braun',
  },
  weight: {
    bold: 'bold, bolder, thick, heavy, 粗体, 加粗, 粗, 太字, 굵은, 굵게, negrita, fett, fette, fetten, gras, negrito',
  },
  capstyle: {
    MrBeast: 'mrbeast, mr beast, beast style',
    Hormozi: 'hormozi, alex hormozi',
    'bold pop': 'bold pop, bold-pop, 粗体弹出',
    karaoke: 'karaoke, word by word, one word at a time, 逐字, 卡拉ok, カラオケ, 노래방, karaoke style, 单词逐个',
    TikTok: 'tiktok style, tik tok style, 抖音风格',
    standard: 'standard, default, normal, regular',
    animated:
      'animated, dynamic, animate, bouncing, pop up, 动态, 动画, 애니메이션, アニメーション, animados, dinamicos, animes',
    minimal: 'minimal, minimalist, simple, clean, 简约, 简洁, シンプル',
    modern: 'modern, trendy, stylish, cool, 时尚',
    Netflix: 'netflix',
    'YouTube Shorts': 'youtube shorts style',
  },
  language: {
    zh: '中英, 英中, 中日, 中韩, chinese, mandarin, 中文, 汉语, 普通话, 中国語, 중국어, chino, chinesisch, chinois, chines, 中文版',
    en: '中英, 英中, english, 英文, 英语, 英語, 영어, ingles, englisch, anglais, englische, englischen, en ingles',
    es: 'spanish, 西班牙语, 西班牙文, スペイン語, 스페인어, espanol, spanisch, espagnol, espanhol, castellano, spanische',
    fr: 'french, 法语, 法文, フランス語, 프랑스어, frances, franzosisch, francais, franzosische',
    de: 'german, 德语, 德文, ドイツ語, 독일어, aleman, deutsch, allemand, alemao, deutsche',
    ja: '中日, japanese, 日语, 日文, 日本語, 일본어, japones, japanisch, japonais, 日語, 日本语',
    ko: '中韩, korean, 韩语, 韩文, 韓国語, 한국어, coreano, koreanisch, coreen',
    pt: 'portuguese, 葡萄牙语, ポルトガル語, 포르투갈어, portugues, portugiesisch, portugais',
    it: 'italian, 意大利语, italiano, italienisch, italien',
    ru: 'russian, 俄语, ruso, russisch, russe',
    ar: 'arabic, 阿拉伯语, arabe, arabisch',
    hi: 'hindi, 印地语',
    vi: 'vietnamese, 越南语',
    id: 'indonesian, 印尼语',
    th: 'thai, 泰语',
  },
  platform: {
    tiktok: 'tiktok, tik tok, 틱톡, ティックトック',
    douyin: 'douyin, 抖音风格, 抖音, 快手, 视频号',
    reels: 'reels!, instagram reels, instagram reel, ig reels, ig reel, リール, 릴스, facebook reels',
    shorts:
      'shorts!, youtube shorts, youtube short, yt shorts, ショート, ショート動画, 쇼츠, 유튜브 쇼츠, short format, youtubeショート, ショーツ',
    stories:
      'instagram story, instagram stories, stories!, ig story, snapchat, story format, historias, storys, 故事, whatsapp status, ストーリー, ストーリーズ, 스토리',
    xiaohongshu: '小红书, xiaohongshu, rednote',
    youtube: 'youtube, 油管, ユーチューブ, 유튜브',
    bilibili: 'bilibili, b站, 哔哩哔哩',
    'instagram feed': 'instagram feed, instagram post, instagram square',
    instagram: 'instagram, ig, insta, インスタ, 인스타, 인스타그램',
    wechat: '朋友圈, 微信, wechat',
    linkedin: 'linkedin',
    twitter: 'twitter, x post',
    facebook: 'facebook, fb',
    web: 'web, website, web playback, web page, 网页, 网站, sitio web, webseite, site web, ウェブ, services page, landing page, homepage, web use',
    whatsapp: 'whatsapp',
    email: 'email, e mail, 邮件, メール, correo, 이메일',
  },
  shape: {
    '9:16':
      'vertical, portrait, vertically, portrait mode, vertical video, upright format, 竖屏, 竖版, 竖的, 竖, 竖着, 縦, 縦型, 縦長, 縦動画, 세로, 세로형, vertical, verticales, verticals, hochformat, hochkant, vertikal, portrait, verticale, na vertical, 直式, 竖向, 竖屏短视频, 横屏转竖屏, 横转竖, 横版转竖版, 横屏变竖屏, 豎屏, 直屏, 縦向き, em vertical, en vertical',
    '16:9':
      'landscape, horizontal, widescreen, wide screen, 横屏, 横版, 宽屏, 横的, 横, 横型, 横長, 横向き, 가로, 가로형, horizontal, querformat, breitbild, paysage, horizontale, paisagem, apaisado, 横向, 竖屏转横屏, 竖转横, 竖版转横版',
    '1:1':
      'square, 正方形, 方形, 方的, 正方, 四角, 정사각형, 정방형, cuadrado, cuadrada, quadratisch, quadrat, carre, quadrado, スクエア, en carre, 正方形に',
    '21:9':
      'ultrawide, ultra wide, cinemascope, anamorphic, 电影宽屏, letterbox, cinematic bars, cinematic black bars, 电影黑边, 宽银幕, 遮幅',
  },
  fit: {
    blur: 'blurred background, blur the sides, blurred sides, blurred bars, 模糊填充, 背景模糊, 模糊背景, fondo borroso, 블러 배경, ぼかし背景, 毛玻璃',
    fit: 'keep the whole picture, show the whole picture, toute l image, toda la imagen, imagen completa, ganze bild, ganzes bild, imagem inteira, toda a imagem, 全体が見え, 画面全体, 전체가 보이, whole picture visible, 整个画面, 完整画面, 画面完整, black bars, letterboxing, letterbox, pad, padding, without cropping, without cutting, dont crop, fit the whole, 留黑边, 不裁切, 加黑边, no crop, black letterboxing, pillarbox, 不裁剪, 完整',
    fill: 'fill, fill the screen, fill the frame, crop to fill, full screen, fullscreen, 填满, 铺满, 全屏, 充满',
  },
  figure: {
    circle:
      'circle, ring, ellipse, oval, 圆圈, 圆形, 个圈, 个圆, 圈, 圈出, 圈起来, circulo, kreis, cercle, 円形, 丸を, 丸で, 동그라미, 원형',
    rectangle:
      'rectangle, 方框, 矩形, 个框, 红框, 框, 框住, 框出, rectangulo, recuadro, rechteck, rectangle, retangulo, 四角で, 四角形, 枠で, 사각형',
    line: '直线, 线条, 下划线, underline, linea recta, linie, trait, linha reta, 直線, 밑줄',
    'progress bar':
      'progress bar, 进度条, fortschrittsbalken, fortschrittsleiste, barra de progreso, barre de progression, barra de progresso, 進行バー, プログレスバー, 진행 막대, 진행바, 진행 바, 프로그레스 바',
    arrow: 'arrow, 箭头, flecha, pfeil, fleche, seta, 矢印, 화살표',
    heart: 'heart, 心形, 爱心, 红心, corazon, herz, coeur, coracao, ハート, 하트',
    star: 'star, 五角星, 星形, estrella, stern, etoile, estrela, 별',
  },
  heard: {
    whoosh: '呼啸声, 嗖的一声, silbido, zischen, ヒュー, 휙 소리',
    pop: '啵的一声, 啵',
    click: '咔嗒声, 点击声, sonido de clic, klickgerausch, bruit de clic, som de clique, クリック音, 클릭음, 클릭 소리',
    ding: '叮的声音, 叮的一声, 叮一声, 叮咚, 叮, 提示音, ピンポン, 딩동, 띵 소리',
    bell: '响铃, 铃响, 铃声, campanada, campana, glocke, klingel, cloche, sonnette, sino, ベルの音, 鐘の音, 종소리, 벨소리',
    applause:
      '掌声, 鼓掌声, aplauso, aplausos, applaus, beifall, applaudissements, palmas, 拍手, 拍手の音, 박수, 박수 소리',
    'drum-roll':
      '鼓声, redoble de tambor, redoble, trommelwirbel, roulement de tambour, rufar de tambores, ドラムロール, 드럼롤',
    camera:
      '快门声, 快门音效, sonido de camara, kameraklick, bruit d appareil photo, som de camera, シャッター音, 셔터음, 셔터 소리',
    heartbeat: '心跳声, latido, latidos, herzschlag, battement de coeur, batimento cardiaco, 心臓の音, 鼓動, 심장 소리',
    cash: '收银机的声音, 收银声, caja registradora, kassenklingeln, caisse enregistreuse, caixa registradora, レジの音, 금전등록기',
    typewriter:
      '打字声, 打字机声, 键盘声, maquina de escribir, schreibmaschine, machine a ecrire, maquina de escrever, タイプ音, 타자 소리, 타이핑 소리',
    boom: '轰的一声, 爆炸声, bum, knall, ドカン, 쾅 소리',
    impact: '撞击声, 冲击声, golpe seco, aufprall, coup sourd, batida seca, 衝撃音, 충격음',
    riser: '上升音效, 渐强音效, ライザー',
  },
  particle: {
    snow: 'snow, snowfall, snowing, snowflakes, falling snow, 雪花, 下雪, 飘雪, 飞雪, 雪, 雪を降, 눈송이, 눈 내리, 눈이 내리, 눈 효과, 눈 더, 눈을 더, 눈 좀, nieve, nevando, schnee, schneefall, schneien, schneit, neige, neiger, nevar, neve',
    rain: 'rain, raining, rainfall, raindrops, 下雨, 雨滴, 雨, 雨を降, 비 내리, 비가 내리, 비 효과, 빗방울, lluvia, regen, regentropfen, pluie, chuva',
    confetti:
      'confetti, party confetti, 彩带, 彩纸, 纸屑, 撒花, 礼花筒, 紙吹雪, クラッカー, 색종이, 꽃가루, 컨페티, confeti, konfetti, confettis, confete, confetes',
    petals:
      'petals, rose petals, cherry blossoms, cherry blossom, sakura, 撒花瓣, 花瓣, 樱花, 花びら, 桜吹雪, 桜, 꽃잎, 벚꽃, petalos, bluten, blutenblatter, petales, petalas',
    leaves:
      'falling leaves, autumn leaves, maple leaves, leaves falling, 落叶, 枫叶, 落ち葉, 紅葉, 낙엽, hojas, hojas secas, herbstlaub, blatter, feuilles, feuilles mortes, folhas',
    bubbles:
      'bubbles, soap bubbles, 气泡, 泡泡, 泡, シャボン玉, 비눗방울, 거품, burbujas, seifenblasen, blasen, bulles, bolhas',
    hearts:
      'hearts, floating hearts, love hearts, 飘心, 飘爱心, 爱心飘, 心心, ハートを飛, 하트들, 하트 날리, corazones, herzen, herzchen, coeurs, coracoes',
    fire: 'fire, flames, flame, 火焰, 火苗, 炎, 불꽃, 불길, fuego, llamas, feuer, flammen, flammes, fogo, chamas',
    embers:
      'embers, sparks, 火星, 火花, 火の粉, 불씨, 불똥, brasas, chispas, funken, glut, braises, etincelles, brasas, faiscas',
    sparkles:
      'sparkle, sparkles, glitter, twinkle, twinkles, twinkling stars, fairy dust, magic dust, pixie dust, 闪粉, 闪光, 星光, 亮片, 闪闪, キラキラ, 반짝이, 반짝임, brillos!, destellos, purpurina, glitzer, funkeln, paillettes, scintillements, brilhos, purpurina',
    particles:
      'particles, particle, light particles, golden particles, fireflies, 粒子, 光点, 萤火虫, パーティクル, 光の粒, 蛍, 파티클, 입자, 반딧불, particulas, luciernagas, partikel, gluhwurmchen, particules, lucioles, vagalumes',
    bokeh:
      'bokeh lights, bokeh overlay, light bokeh, fairy lights, 散景, 光斑, 玉ボケ, 보케, luces bokeh, lichtpunkte, bokeh lumineux, luzes bokeh',
    dust: 'floating dust, dust motes, dust particles, dust overlay, 浮尘, 灰尘, 尘埃, ほこり, 먼지, polvo flotante, staub, poussiere, poeira',
    fog: 'fog, mist, smoke, haze!, 烟雾, 雾, 霧, 煙, もや, 안개, 연기, niebla, humo, nebel, rauch, brouillard, brume, fumee, neblina, fumaca, nevoa',
    fireworks:
      'fireworks, firework, 烟花, 烟火, 焰火, 花火, 불꽃놀이, 폭죽, fuegos artificiales, feuerwerk, feux d artifice, fogos de artificio, fogos',
  },
  fxname: {
    glitch: 'glitch, glitchy, 故障, 故障风, グリッチ, 글리치',
    'light leak': 'light leak, light leaks, lens flare, 光晕, 漏光, 镜头光晕, 光斑',
    shake: 'shake effect, camera shake effect, screen shake, earthquake, 震动, 抖动特效',
    vhs: 'vhs, vhs effect, old tv, crt, 录像带, 老电视',
    glow: 'glow, bloom, 发光, 辉光, グロー, brillo, 柔光',
    'smooth motion': 'smooth motion, motion, 运动',
    lightning: 'lightning, 闪电, 雷电',
    explosion: 'explosion, 爆炸, 爆発, 폭발',
    mirror: 'mirror effect, kaleidoscope, 万花筒, 镜像特效',
    '3d': '3d, 三维',
    'motion blur': 'motion blur, 运动模糊, 动态模糊, モーションブラー',
    'old film': 'old film, film scratches, 老电影, 胶片',
  },
};
