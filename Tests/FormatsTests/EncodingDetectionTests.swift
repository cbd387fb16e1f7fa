import Testing

@testable import Formats

@Suite struct EncodingDetectionTests {
  private typealias Case = (
    what: String, bytes: [UInt8], encoding: TextEncoding, reason: DetectedEncoding.Reason
  )

  private func check(_ cases: [Case], chunks: [Int] = [1, 7, 64, standardChunkBytes]) throws {
    for (what, bytes, encoding, reason) in cases {
      let file = TemporaryFile(bytes)
      let export = try ExportFile(path: file.path, limits: .standard)
      for chunkBytes in chunks {
        let found = try detectEncoding(of: export, declared: nil, chunkBytes: chunkBytes)
        #expect(found.encoding == encoding, "\(what)")
        #expect(found.reason == reason, "\(what)")
      }
    }
  }

  private func repeated(_ text: String, _ count: Int, _ name: String = "UTF-8") -> [UInt8] {
    encoded(String(repeating: text, count: count), name)
  }

  @Test func chineseIsToldByTheCharactersThatBusinessWrites() throws {
    let simplified = "华东木业有限公司,上海市浦东新区,已付款,1250.00\n"
    let traditional = "台北木業有限公司,新竹市東區,已付款,1250.00\n"
    try check([
      ("two simplified characters", encoded("订单", "GB18030"), .gb18030, .likelyGB18030),
      ("two traditional ones in Big5", encoded("訂單", "CP950"), .big5, .likelyBig5),
      ("two traditional ones in GB18030", encoded("訂單", "GB18030"), .gb18030, .likelyGB18030),
      ("a short simplified row", encoded("编号,金额\n", "GB18030"), .gb18030, .likelyGB18030),
      ("a short row in Big5", encoded("編號,金額\n", "CP950"), .big5, .likelyBig5),
      ("a short traditional row", encoded("編號,金額\n", "GB18030"), .gb18030, .likelyGB18030),
      ("long simplified", repeated(simplified, 500, "GB18030"), .gb18030, .likelyGB18030),
      ("long in Big5", repeated(traditional, 500, "CP950"), .big5, .likelyBig5),
      ("long traditional", repeated(traditional, 500, "GB18030"), .gb18030, .likelyGB18030),
      ("one character tells nothing", encoded("單", "CP950"), .gb18030, .notUTF8),
      (
        "characters of four bytes", encoded("订单𠀀\u{20087},客户䶮\n", "GB18030"), .gb18030,
        .likelyGB18030
      ),
      ("old line ends", repeated("訂單編號,客戶\r", 200, "CP950"), .big5, .likelyBig5),
    ])
  }

  @Test func aFewCharactersBehindMuchASCIITell() throws {
    let ascii = repeated("20250901,SO-0001,1250.00\n", 45_000)
    #expect(ascii.count > 1 << 20)
    try check(
      [
        ("Big5", ascii + encoded("客戶,訂單\n", "CP950"), .big5, .likelyBig5),
        ("GB18030", ascii + encoded("客户,订单\n", "GB18030"), .gb18030, .likelyGB18030),
        (
          "windows-1252", ascii + encoded("Größe;Zürich;Müller\n", "CP1252"), .windows1252,
          .likelyWindows1252
        ),
        ("UTF-8", ascii + Array("客户\n".utf8), .utf8, .validThroughout),
        ("a stray byte", ascii + [0xE9, 0x0A], .gb18030, .notUTF8),
      ], chunks: [4096, standardChunkBytes])
  }

  @Test func westernLettersStandAlone() throws {
    let rows = "Müller;Größe 38;Zürich\nFrançois;déjà payé;n° 12\nNúñez;São Paulo;Århus\n"
    try check([
      ("three words", encoded("Größe;Zürich;café\n", "CP1252"), .windows1252, .likelyWindows1252),
      ("many rows", repeated(rows, 300, "CP1252"), .windows1252, .likelyWindows1252),
      (
        "capitals", encoded("ÄNDERUNG;ÖFFNEN;ÜBER;ÉTÉ\n", "CP1252"), .windows1252,
        .likelyWindows1252
      ),
      (
        "with signs of the currency",
        encoded("Böhm;Größe;12 €\nSöhne;Maß;7 €\nFähre;5 €\n", "CP1252"),
        .windows1252, .likelyWindows1252
      ),
      ("in UTF-8", Array(rows.utf8), .utf8, .validThroughout),
    ])
  }

  /// The bytes of some words in GBK are letters in UTF-8.
  @Test func bytesThatTwoEncodingsCouldMean() throws {
    try check([
      ("微模", encoded("id,微模\n1,2\n", "GB18030"), .gb18030, .ambiguous),
      ("several such words", encoded("微模,模模\n模微,1\n", "GB18030"), .gb18030, .ambiguous),
      ("and one of another kind", encoded("微模,订单\n", "GB18030"), .gb18030, .likelyGB18030),
      ("letters of UTF-8", Array("Müller,Größe\n".utf8), .utf8, .validThroughout),
      ("Chinese beside such letters", Array("Ģģ,中\n".utf8), .utf8, .validThroughout),
    ])
  }

  /// Digits, delimiters and line ends are what tells; 一, 开, 销 and 需 have a zero byte too.
  @Test func utf16WithoutAMark() throws {
    let prose = "一般纳税人开具增值税专用发票，销售退货需要客户在一周之内确认，最后一批由仓库统一安排发货"
    let texts = [
      "订单编号,金额\n1,2\n", "编号,开票\n一,销\n", "a,b\n1,2\n", "\(prose)\n\(prose)\n12\n",
      "Привет,1\nмир,2\n",
      String(repeating: "需要开具发票的销售退货一共12笔\n", count: 200),
    ]
    for text in texts {
      try check([
        ("LE \(text)", encoded(text, "UTF-16LE"), .utf16LE, .zeroBytes),
        ("BE \(text)", encoded(text, "UTF-16BE"), .utf16BE, .zeroBytes),
      ])
    }
  }

  /// Single bytes that are no text do not change what the rest is.
  @Test func dirtIsNoEncoding() throws {
    let ascii = repeated("SO-0001,1250.00\n", 50)
    func with(_ byte: UInt8, at places: [Int], in bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      for place in places.reversed() { bytes.insert(byte, at: place) }
      return bytes
    }
    let chinese = repeated("订单编号,客户名称\n", 50)
    let gb18030 = repeated("订单编号,客户名称\n", 50, "GB18030")
    try check([
      ("one NUL in ASCII", with(0, at: [100], in: ascii), .utf8, .validThroughout),
      ("one NUL at an odd place", with(0, at: [101], in: ascii), .utf8, .validThroughout),
      (
        "a twentieth is NUL", with(0, at: Array(stride(from: 3, to: 800, by: 21)), in: ascii),
        .utf8,
        .validThroughout
      ),
      ("runs of NUL", repeated("AB\0\0\0\0,CD\0\0\0\0\n", 50), .utf8, .validThroughout),
      ("NUL in Chinese", with(0, at: [12, 25, 38, 51], in: chinese), .utf8, .validThroughout),
      ("NUL in GB18030", with(0, at: [8, 27, 46], in: gb18030), .gb18030, .likelyGB18030),
      ("one stray byte in ASCII", with(0xA0, at: [100], in: ascii), .gb18030, .notUTF8),
      ("one stray byte in Chinese", with(0xFF, at: [12], in: chinese), .utf8, .mostlyValid),
      ("one stray byte in GB18030", with(0xFF, at: [8], in: gb18030), .gb18030, .likelyGB18030),
    ])
  }
}
