/// How well a text that is not UTF-8 reads in each of the older encodings.
///
/// Any run of bytes has some reading in GB18030 and in Big5. What tells them apart is which reading
/// is made of characters that business documents are full of: 訂單編號 in Big5 is 璹虫絪腹 in
/// GB18030, four characters that nobody writes.
struct LegacyCensus {
  private var gb18030 = DoubleByteReading(.gb18030)
  private var big5 = DoubleByteReading(.big5)
  /// Runs of bytes outside ASCII: of one or two, which could be Western letters, and longer ones.
  private var shortRuns = 0
  private var longRuns = 0
  private var letters = 0
  private var run = 0

  /// Counts a piece of the text; returns how many bytes were judged, which is all of them unless
  /// the piece ends within a character.
  mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    // A line end is never part of a character: both readings start afresh behind it.
    var end = bytes.count
    if !isLast {
      while end > 0, base[end - 1] != UInt8(ascii: "\n") { end -= 1 }
      // A line of megabytes is cut where it is, at the cost of one character.
      if end == 0 { end = bytes.count > 1 << 20 ? bytes.count : 0 }
    }
    gb18030.count(base, end)
    big5.count(base, end)
    countRuns(base, end)
    if isLast { endRun() }
    return end
  }

  private mutating func countRuns(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    for i in 0..<count {
      if bytes[i] >= 0x80 {
        run += 1
        if bytes[i] >= 0xC0 { letters += 1 }
      } else if run > 0 {
        endRun()
      }
    }
  }

  private mutating func endRun() {
    if run > 2 { longRuns += 1 } else if run > 0 { shortRuns += 1 }
    run = 0
  }

  /// Whether so much was read that the rest cannot change the verdict.
  var isDecided: Bool { gb18030.characters > 1 << 20 }

  var verdict: DetectedEncoding {
    let (gb, big) = (gb18030.score, big5.score)
    // Western letters stand alone among ASCII, and read as rare or broken Chinese.
    if shortRuns > 2, shortRuns > 4 * longRuns, letters * 2 > shortRuns, max(gb, big) < 100 {
      return DetectedEncoding(encoding: .windows1252, reason: .likelyWindows1252)
    }
    if big > gb, big5.characters >= 2 {
      return DetectedEncoding(encoding: .big5, reason: .likelyBig5)
    }
    let isCertain = gb18030.characters >= 2 && gb > 0
    return DetectedEncoding(
      encoding: .gb18030, reason: isCertain ? .likelyGB18030 : .notUTF8)
  }
}

/// What a text is like when its bytes are taken two by two.
private struct DoubleByteReading {
  private(set) var characters = 0
  private var common = 0
  private var unlikely = 0
  private let isBig5: Bool
  /// One bit for each pair of bytes that is a common character.
  private let commonPairs: [UInt64]

  init(_ encoding: TextEncoding) {
    isBig5 = encoding == .big5
    commonPairs = isBig5 ? commonInBig5 : commonInGB18030
  }

  /// Points in a thousand characters: ten for a common one, minus ten for one that hardly occurs
  /// or is none.
  var score: Int {
    characters == 0 ? 0 : (10 * common - 10 * unlikely) * 100 / characters
  }

  mutating func count(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    var i = 0
    while i < count {
      guard bytes[i] >= 0x80 else {
        i += 1
        continue
      }
      characters += 1
      let length =
        isBig5
        ? big5Length(bytes + i, count - i) : doubleByteLength(bytes + i, available: count - i)
      if length == 2 {
        let pair = Int(bytes[i]) << 8 | Int(bytes[i + 1])
        if commonPairs[pair >> 6] >> UInt64(pair & 63) & 1 == 1 {
          common += 1
        } else if isUnlikely(bytes[i], bytes[i + 1]) {
          unlikely += 1
        }
      } else if length == 1 {
        unlikely += 1
      }
      i += length
    }
  }

  private func big5Length(_ bytes: UnsafePointer<UInt8>, _ available: Int) -> Int {
    guard bytes[0] >= 0x81, bytes[0] != 0xFF, available > 1 else { return 1 }
    let isTrail = bytes[1] >= 0x40 && bytes[1] <= 0x7E || bytes[1] >= 0xA1 && bytes[1] != 0xFF
    return isTrail ? 2 : 1
  }

  /// Characters that texts of business have hardly any of: in GB18030 kana, Greek, box drawing and
  /// the areas left to users; in Big5 what lies outside its characters for daily use.
  private func isUnlikely(_ lead: UInt8, _ trail: UInt8) -> Bool {
    if isBig5 { return lead < 0xA1 || lead > 0xF9 || lead > 0xC6 && lead < 0xC9 }
    return lead >= 0xA4 && lead <= 0xAF && trail >= 0xA1 || lead >= 0xF8 && trail >= 0xA1
  }
}

/// The characters that names, addresses, headers and remarks of orders are mostly made of, in both
/// scripts, with the punctuation between them.
private let commonCharacters = """
  的一是不了在有人这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么\
  心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民\
  样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新\
  什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市系直\
  订单编号客户称收货付款期额金量数价总合同发票税购销售品商型规格备注状态已完成取消物流运快递签约甲乙方\
  供应仓库地址联系电话手机邮箱省市区县镇村路街道号楼室层栋园广场厦城华建设福江苏浙上海北京天津重庆河南湖\
  深圳广州杭南武汉成都厂司限责任股份集团有科技贸易木材家具林森板实业制造办公桌椅柜床沙门窗套件根立米支张\
  王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘\
  審核批准確認創建制單經辦處理退換補開具普通專用增值稅率含未計合計小計訂單編號客戶稱收貨付款期額金量數價總\
  發票稅購銷售品規格備註狀態已完成取消運籤約聯繫電話機郵箱縣鎮號樓層棟園廣場廈華設蘇慶廠責團貿業製辦桌櫃門\
  張陳楊趙黃劉吳孫馬羅鄭謝韓馮蕭鄧許呂盧蔣賈葉閻個們這來國說為時對後裡過還沒無開見經頭長動兩現將與進實點種聲\
  話兒問給幾間電東氣關並內產萬區灣台北高雄桃新竹南港九龍幣元圓件箱個組套臺出銀行帳戶轉現賒月結送倉庫址\
  、。，；：？！“”‘’（）《》【】—…·　￥％／－＋
  """

private let commonInGB18030 = pairs(of: commonCharacters, in: .gb18030)
private let commonInBig5 = pairs(of: commonCharacters, in: .big5)

/// The two-byte codes of the characters of a text that an encoding has, as bits.
private func pairs(of text: String, in encoding: TextEncoding) -> [UInt64] {
  var bits = [UInt64](repeating: 0, count: 1 << 10)
  guard let encoder = try? Transcoder(encoding) else { return bits }
  for scalar in text.unicodeScalars where !scalar.isASCII {
    let bytes = encoder.encoded(scalar)
    guard bytes.count == 2 else { continue }
    let pair = Int(bytes[0]) << 8 | Int(bytes[1])
    bits[pair >> 6] |= 1 << UInt64(pair & 63)
  }
  return bits
}
