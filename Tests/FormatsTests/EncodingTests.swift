import Testing

@testable import Formats

@Suite struct EncodingTests {
  private func detect(_ bytes: [UInt8], chunkBytes: Int = 64) throws -> DetectedEncoding {
    let file = TemporaryFile(bytes)
    let export = try ExportFile(path: file.path, limits: .standard)
    return try detectEncoding(of: export, declared: nil, chunkBytes: chunkBytes)
  }

  private typealias Case = (what: String, bytes: [UInt8], TextEncoding, DetectedEncoding.Reason)

  @Test func theWholeExportTellsItsEncoding() throws {
    let chinese = "订单编号,金额\n1,2\n"
    let cases: [Case] = [
      ("ASCII", Array("a,b\n".utf8), .utf8, .validThroughout),
      ("UTF-8", Array(chinese.utf8), .utf8, .validThroughout),
      ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array("a\n".utf8), .utf8, .byteOrderMark),
      ("a mark and a bad byte", [0xEF, 0xBB, 0xBF, 0xFF], .utf8, .byteOrderMark),
      ("GB18030", encoded(chinese, "GB18030"), .gb18030, .likelyGB18030),
      (
        "traditional characters in GB18030", encoded("訂單編號,金額\n1,2\n", "GB18030"), .gb18030,
        .likelyGB18030
      ),
      ("Big5", encoded("訂單編號,金額\n1,2\n", "CP950"), .big5, .likelyBig5),
      ("Big5 of one cell", encoded("訂單編號", "CP950"), .big5, .likelyBig5),
      (
        "Big5 behind a long stretch of ASCII",
        Array(String(repeating: "a,b\n", count: 3000).utf8) + encoded("客戶,金額\n", "CP950"), .big5,
        .likelyBig5
      ),
      (
        "Western letters", encoded("Müller,Größe\ncafé,señor\nnaïve,Ärger\n", "CP1252"),
        .windows1252, .likelyWindows1252
      ),
      ("GB18030 with a mark", [0x84, 0x31, 0x95, 0x33, 0x61], .gb18030, .byteOrderMark),
      ("UTF-16LE with a mark", [0xFF, 0xFE, 0x61, 0x00], .utf16LE, .byteOrderMark),
      ("UTF-16BE with a mark", [0xFE, 0xFF, 0x00, 0x61], .utf16BE, .byteOrderMark),
      ("UTF-16LE", encoded(chinese, "UTF-16LE"), .utf16LE, .zeroBytes),
      ("UTF-16BE", encoded(chinese, "UTF-16BE"), .utf16BE, .zeroBytes),
      (
        "the GBK bytes of 微模, which are valid UTF-8", [0xCE, 0xA2, 0xC4, 0xA3], .gb18030, .ambiguous
      ),
      ("Greek", Array("αβγ ωψπ\n".utf8), .utf8, .validThroughout),
      ("Cyrillic", Array("Привет\n".utf8), .utf8, .validThroughout),
      ("a single letter of two bytes", Array("4,5,ʤ".utf8), .utf8, .validThroughout),
      ("accented letters", Array("café, señor ąę\n".utf8), .utf8, .validThroughout),
      (
        "much UTF-8 with one bad byte",
        Array(String(repeating: chinese, count: 20).utf8) + [0xFF], .utf8, .mostlyValid
      ),
      ("a single bad byte", Array("abc".utf8) + [0xE9], .gb18030, .notUTF8),
      (
        "a late character of two halves", Array((String(repeating: "x", count: 63) + "中").utf8),
        .utf8, .validThroughout
      ),
    ]
    for (what, bytes, encoding, reason) in cases {
      for chunkBytes in [1, 3, 64, 4096] {
        let found = try detect(bytes, chunkBytes: chunkBytes)
        #expect(found.encoding == encoding && found.reason == reason, "\(what)")
      }
    }
  }

  @Test func aMarkIsStrongerThanTheDeclaration() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("中,b\n1,2\n".utf8)
    let read = try readAll(bytes: bytes, csv("中", encoding: .gb18030))
    #expect(read.texts == [["1"]])
    #expect(read.summary.encoding == .utf8 && read.summary.hasByteOrderMark)
  }

  /// In every encoding that holds them, texts read back and cells know their byte on disk.
  @Test(arguments: [
    (TextEncoding.utf8, "UTF-8", "中文é😀"), (.gb18030, "GB18030", "中文é😀\u{20000}"),
    (.big5, "CP950", "訂單編號功許蓋"), (.utf16LE, "UTF-16LE", "中文é😀"),
    (.utf16BE, "UTF-16BE", "中文é😀"), (.windows1252, "CP1252", "café – “x” €"),
  ])
  func aDeclaredEncodingIsDecoded(encoding: TextEncoding, name: String, text: String) throws {
    let first = encoded("k,v\n\(text),", name)
    let bytes = first + encoded("\"\(text)\n\"\"\(text)\"\n", name)
    for delimiter in [",", "|"] as [Character] {
      let bytes =
        delimiter == ","
        ? bytes
        : encoded("k|v\n\(text)|\"\(text)\n\"\"\(text)\"\n", name)
      let read = try readAll(
        bytes: bytes, csv("k", "v", delimiter: delimiter, encoding: encoding), chunkBytes: 5)
      #expect(read.texts == [[text, "\(text)\n\"\(text)"]])
      #expect(read.records[0].cells[1].byte == first.count)
    }
  }

  /// A record with a byte that cannot be decoded is a reject at that byte; the next one is read.
  @Test func aBadByteRejectsItsRecordOnly() throws {
    typealias Case = (TextEncoding, before: [UInt8], bad: [UInt8], after: [UInt8])
    let cases: [Case] = [
      (.utf8, Array("中".utf8), [0xFF], []),
      (.utf8, Array("中".utf8), [0xE4, 0xB8], []),
      (.utf8, [], [0xC0, 0x80], []),
      (.utf8, [], [0xED, 0xA0, 0x80], []),
      (.utf8, [], [0xF4, 0x90, 0x80, 0x80], []),
      (.gb18030, encoded("中", "GB18030"), [0xFF], []),
      (.gb18030, encoded("中", "GB18030"), [0x81], []),
      (.big5, encoded("中", "CP950"), [0xFF], []),
      (.windows1252, [0xE9], [0x81], [0xE9]),
    ]
    for (encoding, before, bad, after) in cases {
      let start = Array("k,v\n1,ok\n2,".utf8)
      let bytes = start + before + bad + after + Array("\n3,ok\n".utf8)
      for field in ["v", "k"] {
        let read = try readAll(
          bytes: bytes, csv(field, delimiter: ",", encoding: encoding), chunkBytes: 4)
        if field == "k" {
          // Nobody asked for the damaged value.
          #expect(read.texts == [["1"], ["2"], ["3"]])
          continue
        }
        #expect(read.texts == [["ok"], ["ok"]], "\(encoding) \(bad)")
        let reject = try #require(read.summary.rejects.first)
        #expect(reject.code == "bad-encoding" && reject.column == "v")
        #expect(reject.byte == start.count + before.count)
        #expect(reject.position == RecordPosition(record: 2, line: 3, byte: 9))
        #expect(reject.originalText.hasPrefix("2,"))
      }
    }
  }

  @Test func aBrokenPairOfUTF16RejectsItsRecordOnly() throws {
    let start = encoded("k,v\n1,ok\n2,", "UTF-16LE")
    let end = encoded("\n3,ok\n", "UTF-16LE")
    for bad: [UInt8] in [[0x00, 0xD8], [0x00, 0xDC], [0x00, 0xD8, 0x41, 0x00]] {
      let read = try readAll(
        bytes: [0xFF, 0xFE] + start + bad + end, csv("v", delimiter: ","), chunkBytes: 3)
      #expect(read.texts == [["ok"], ["ok"]])
      #expect(read.rejectCodes == ["bad-encoding"])
      #expect(read.summary.rejects[0].byte == 2 + start.count)
      #expect(read.records[1].position.byte == 2 + start.count + bad.count + 2)
    }
    // Half a character at the very end.
    let cut = try readAll(
      bytes: [0xFF, 0xFE] + start + [0x41], csv("v", delimiter: ","), chunkBytes: 3)
    #expect(cut.rejectCodes == ["bad-encoding"])
  }

  @Test(arguments: [
    ("GBK", TextEncoding.gb18030), ("gb2312", .gb18030), ("utf8", .utf8), ("Big5", .big5),
    ("ISO-8859-1", .windows1252), ("UTF-16LE", .utf16LE),
  ])
  func encodingsAreKnownByTheirUsualNames(name: String, encoding: TextEncoding) {
    #expect(TextEncoding(name: name) == encoding)
    #expect(TextEncoding(name: "x-\(name)-x") == nil)
  }
}
