import Testing

@testable import Formats

/// Exports that nobody would write: whatever they hold, they are read or refused, and soon.
@Suite(.timeLimit(.minutes(5))) struct HostileExportsTests {
  /// A layout in each format, and what makes some of a random text readable by it.
  private static func layouts(_ encoding: TextEncoding?) -> [(start: String, layout: RecordLayout)]
  {
    let streams = [RecordStream(path: "", fields: ["a", "b"])]
    func csv(_ writing: CSVWriting) -> RecordLayout {
      RecordLayout(grammar: .csv(writing.dialect), encoding: encoding, streams: streams)
    }
    var json = json("$[*]", "a", "b")
    var xml = xml("/a", "b", "a/@b")
    json.encoding = encoding
    xml.encoding = encoding
    return [
      ("a,b\n", csv(CSVWriting())),
      ("a|b\n", csv(CSVWriting(delimiter: "|", quote: "'", escape: "\\"))),
      ("[{\"a\":\"", json), ("", json), ("<a>", xml),
    ]
  }

  @Test func randomBytesAreReadAlikeInPieces() {
    let alphabets: [[UInt8]] = [
      Array(0...255), Array("ab,,\"'\\|\r\n\n\n".utf8) + [0x81, 0x30, 0xFF, 0, 0xE4, 0xB8, 0xAD],
      Array("[]{}\":,\\u0dn \n\r".utf8) + [0x81, 0xE4], Array("<a></a>/='&;!-[b\n ".utf8) + [0xC4],
      [0x00, 0xD8, 0xDC, 0x2C, 0x0A, 0x0D, 0x4E, 0x22],
    ]
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let alphabet = alphabets.randomElement(using: &random)!
      let bytes = (0..<Int.random(in: 1...600, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      look(at: TemporaryFile(bytes))
      for encoding in TextEncoding.allCases as [TextEncoding?] + [nil] {
        for (start, layout) in Self.layouts(encoding) {
          let file = TemporaryFile(encodedStart(start, encoding) + bytes)
          let whole = outcome(file.path, layout)
          let chunkBytes = Int.random(in: 1...300, using: &random)
          let pieces = outcome(file.path, layout, chunkBytes: chunkBytes)
          #expect(whole == pieces, "\(start) in \(encoding?.rawValue ?? "any"), seed \(seed)")
        }
      }
    }
  }

  private func look(at file: TemporaryFile) { _ = try? sniff(file: file.path) }

  private func encodedStart(_ text: String, _ encoding: TextEncoding?) -> [UInt8] {
    encoded(text, encoding.map { $0.keepsASCII ? "UTF-8" : $0.rawValue } ?? "UTF-8")
  }

  /// What could take time in the square of its length: a unit, and how often it stands there.
  @Test(arguments: [
    ("quotes that are never closed", "a,b\n", "x,\"\ny,z\n", 30_000),
    ("quotes only", "", "\"", 300_000), ("stray quotes", "a,b\n", "\"x\"y\n", 30_000),
    ("single quotes with backslashes", "a|b\n", "'\\'\n", 30_000),
    ("delimiters only", "a,b\n", ",", 300_000), ("line ends only", "", "\r", 300_000),
    ("brackets", "", "[", 300_000), ("objects", "", "{\"a\":", 60_000),
    ("lines that are broken", "{}\n", "{\"a\":\n", 10_000), ("commas in JSON", "[1", ",1", 50_000),
    ("elements", "", "<a>", 100_000), ("attributes", "<a", " b='", 60_000),
    ("references", "<a>", "&amp;", 60_000), ("comments", "<a>", "<!--->", 60_000),
    ("zero bytes", "", "\0", 300_000), ("one long word", "", "x", 1_000_000),
  ])
  func aHostileTextIsReadInTimeProportionalToItsLength(
    what: String, start: String, unit: String, count: Int
  ) {
    checkTime(Array((start + String(repeating: unit, count: count)).utf8), what)
  }

  @Test func randomBytesAreReadInTimeProportionalToTheirLength() {
    var random = SeededGenerator(seed: 5)
    let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    checkTime(bytes, "random bytes")
    // Half of the units of UTF-16 are halves of pairs.
    let halves = (0..<300_000).map { $0 & 1 == 0 ? 0x2C : $0 & 2 == 0 ? 0xD8 : 0x00 as UInt8 }
    checkTime(halves, "halves of surrogate pairs")
  }

  /// A value in each record that cannot be decoded.
  @Test(arguments: [
    ("CSV", TextEncoding.utf8, "UTF-8", "k,v\n", "1,", "\n"),
    ("CSV", .gb18030, "GB18030", "k,v\n", "1,", "\n"),
    ("CSV", .utf16LE, "UTF-16LE", "k,v\n", "1,", "\n"),
    ("JSON", .utf8, "UTF-8", "[0", ",{\"v\":\"", "\"}"),
    ("JSON", .gb18030, "GB18030", "[0", ",{\"v\":\"", "\"}"),
    ("JSON", .utf16BE, "UTF-16BE", "[0", ",{\"v\":\"", "\"}"),
    ("XML", .utf8, "UTF-8", "<r>", "<a><v>", "</v></a>"),
  ])
  func manyBadBytesAreReadInTimeProportionalToTheirNumber(
    format: String, encoding: TextEncoding, name: String, start: String, before: String,
    after: String
  ) throws {
    let count = 20_000
    let bad: [UInt8] = encoding.keepsASCII ? [0xFF] : [0xDC, 0xDC]
    let record = encoded(before, name) + bad + encoded(after, name)
    let bytes = encoded(start, name) + Array(repeatElement(record, count: count).joined())
    let layouts = [
      "CSV": csv("v", encoding: encoding), "JSON": json("$[*]", "v"), "XML": xml("/r/a", "v"),
    ]
    var layout = layouts[format]!
    layout.encoding = encoding
    let file = TemporaryFile(bytes)
    var rejects: [FormatReject] = []
    let time = ContinuousClock().measure {
      rejects = (try? readAll(file.path, layout))?.summary.rejects ?? []
    }
    #expect(rejects.count { $0.code == "bad-encoding" } == count)
    #expect(time < .seconds(10))
  }

  private func checkTime(_ bytes: [UInt8], _ what: String) {
    let clock = ContinuousClock()
    for encoding in [TextEncoding.utf8, .gb18030, .utf16LE] {
      for (start, layout) in Self.layouts(encoding) {
        let file = TemporaryFile(encodedStart(start, encoding) + bytes)
        let time = clock.measure { _ = outcome(file.path, layout) }
        #expect(time < .seconds(5), "\(what) behind \(start) in \(encoding.rawValue)")
      }
    }
    let file = TemporaryFile(bytes)
    let time = clock.measure { look(at: file) }
    #expect(time < .seconds(5), "looking at \(what)")
  }
}
