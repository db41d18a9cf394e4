//! The unified ideographs of radicals that stand for kanji in text copied from PDF files.
//!
//! The source is `EquivalentUnifiedIdeograph.txt` of the Unicode Character Database 15.0; NFKC would change more than
//! radicals and knows few of the supplement.
//! U+2F3E and U+2FCA have the Japanese forms 戸 and 黒: PDF files of Japanese fonts store those under them.

/// The ideographs of U+2F00 to U+2FD5, in order.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戸手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黒黹黽鼎鼓鼠鼻齊齒龍龜龠\
";

/// The ideographs of U+2E80 to U+2EF3, in order; `・` where there is none.
const SUPPLEMENT: &str = "\
    ・厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵・旡日月歺母民氵氺灬爫爫丬牛\
    犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑\
    钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟\
";

/// Gives the unified ideograph that a radical looks like.
pub(crate) fn ideograph(radical: char) -> Option<char> {
    let (table, first) = match radical {
        '\u{2F00}'..='\u{2FD5}' => (KANGXI, 0x2F00),
        '\u{2E80}'..='\u{2EF3}' => (SUPPLEMENT, 0x2E80),
        _ => return None,
    };
    table.chars().nth(radical as usize - first).filter(|&c| c != '・')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_have_their_ideographs() {
        for (radical, expected) in [
            ('\u{2F00}', Some('一')),
            ('\u{2F64}', Some('用')),
            ('\u{2FBC}', Some('高')),
            ('\u{2F3E}', Some('戸')),
            ('\u{2FD5}', Some('龠')),
            ('\u{2ED1}', Some('長')),
            ('\u{2EA0}', Some('民')),
            ('\u{2EF3}', Some('龟')),
            ('\u{2E9A}', None),
            ('用', None),
        ] {
            assert_eq!(ideograph(radical), expected, "{radical:?}");
        }
    }
}
