import CPlatform
import Testing

@testable import Formats

/// Records that are read in one pass, against the readers that take one token or tag after the other.
///
/// These alone read a text of which so few bytes are read at a time that no record is in the window as a whole.
@Suite struct PlainRecordsTests {
  private static let jsonMembers = [
    #""id":"D1""#, #""id": 12"#, #""total":5091.69"#, #""total" : -0"#, #""total":1e5"#,
    #""total":1.5E+3"#,
    #""total":0.5"#, #""paid":true"#, #""paid":false"#, #""paid":null"#,
    #""buyer":{"name":"成都恒泰翰林商贸有限公司"}"#,
    #""buyer":{ }"#, #""buyer":null"#, #""lines":[{"n":1,"tags":["a","b"]},{"n":2}]"#,
    #""lines":[]"#,
    #""lines":null"#, #""lines":{"n":7}"#, #""a key of more than sixteen letters":"x""#,
    #""a key of more than sixteen lettres":"y""#, #""other":[1,{"id":2},[[]],"}"]"#,
    #""other":{"lines":[{"n":9}]}"#,
    #""note":"a text that is longer than thirty-two bytes, and goes on""#,
    "\n  \"note\":\r\n\t\"x\"",
    "\r\"note\":\"\"", #""note":"say \"yes\" \\ \u4e09""#, #""note":"/(\/)""#, #""tot\u0061l":5"#,
    #""note":"é￥""#, #""note":"a\u0000b""#, #""buyer":{"name":"\uD83D\uDE00 \t"}"#,
  ]
  private static let oddJSONMembers = [
    #""id":"twice","id":"twice""#, #""total":01"#, #""total":+1"#, #""total":1."#, #""total":1e"#,
    #""paid":tru"#,
    #""paid":truex"#, #""id":{"x":1}"#, #""id":[]"#, #""buyer":5"#, #""lines":5"#, #""lines":[1]"#,
    #""note":"\x""#,
    "\"note\":\"\u{1}\"", "\"note\":\"a\nb\"", #""note" "x""#, #""note":"x""#,
    #""total":\#(String(repeating: "7", count: 70))"#,
    #""other":\#(String(repeating: "[", count: 130))\#(String(repeating: "]", count: 130))"#,
    #""total":1 2"#, "",
  ]

  @Test func plainRecordsOfJSONAreThoseReadTokenByToken() {
    let layout = json(
      "$[*]", "id", "buyer.name", "total", "paid", "note", "a key of more than sixteen letters",
      children: [
        RecordStream(parent: 0, path: "lines[*]", fields: ["n", "../id", "../buyer.name"]),
        RecordStream(parent: 1, path: "tags[*]", fields: [".", "../n"]),
      ])
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rarity = [3, 30, 300].randomElement(using: &random)!
      let records = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        let members = Self.some(of: Self.jsonMembers, or: Self.oddJSONMembers, rarity, &random)
        return "{" + members.joined(separator: ",") + "}"
      }
      let isLines = Bool.random(using: &random)
      let text =
        isLines ? records.joined(separator: "\n") : "[\(records.joined(separator: " ,\n"))]"
      check(text, layout, pieces: 1...80, "seed \(seed)", &random)
    }
  }

  private static let betweenLines = ["\n", "\r\n", "\r", "\n\n", " \t\n ", "\n", "\n", "\n"]
  private static let oddBetweenLines = [" ", "", ",\n", "\n]\n", "\nnull\n", "\n[]\n", "x\n"]
  private static let betweenElements = [",", " ,\n", ",\r\n\t", "\r,", ",", ","]
  private static let oddBetweenElements = [",,", " ", ",5,", ",null,", ",[],", "]"]

  /// Records that follow each other in many ways, some of them damaged, in a text that is or is not looked at beforehand.
  @Test func stretchesOfJSONAreThoseReadTokenByToken() {
    let children = [
      RecordStream(parent: 0, path: "lines[*]", fields: ["n", "../note", "../buyer.name", "tags"]),
      RecordStream(parent: 0, path: "buyer", fields: ["name", "../id"]),
    ]
    for seed in 1...250 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rarity = [20, 200, 5000].randomElement(using: &random)!
      let kind = Int.random(in: 0..<3, using: &random)
      var text = ["", "[ ", "{\"no\":1,\"data\":{\"list\":["][kind]
      for number in 0..<Int.random(in: 1...120, using: &random) {
        let members = Self.some(of: Self.jsonMembers, or: Self.oddJSONMembers, rarity * 4, &random)
        if number > 0 {
          let isOdd = Int.random(in: 0..<rarity, using: &random) == 0
          let plain = kind == 0 ? Self.betweenLines : Self.betweenElements
          let odd = kind == 0 ? Self.oddBetweenLines : Self.oddBetweenElements
          text += (isOdd ? odd : plain).randomElement(using: &random)!
        }
        text += "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
      }
      text += ["", "]", "]}, \"more\":[{\"id\":5}]}"][kind]
      let path = kind == 2 ? "$.data.list[*]" : "$[*]"
      let layout = json(path, "id", "total", "paid", "note", children: children)
      var bytes = Array(text.utf8)
      if Bool.random(using: &random) {
        bytes = [0xEF, 0xBB, 0xBF] + bytes
        if Bool.random(using: &random) {
          bytes[Int.random(in: 3..<bytes.count, using: &random)] = 0xFF
        }
      }
      check(bytes, layout, pieces: 1...80, "seed \(seed)", &random)
    }
  }

  /// A key that holds a quote is found where it is escaped, and does not make a broken text whole.
  @Test func aKeyWithAQuoteIsNotPlain() throws {
    let layout = json("$[*]", "['a\"b']")
    let blanks = String(repeating: " ", count: 200)
    #expect(try readAll(text: #"[{"a\"b":1}]"# + blanks, layout).texts == [["1"]])
    let broken = try readAll(text: #"[{"a"b":1}]"# + blanks, layout)
    #expect(broken.summary.fault?.code == "not-well-formed" && broken.records.isEmpty)
  }

  private static let xmlParts = [
    "<ID>D1</ID>", "<Total currency=\"CNY\">5091.69</Total>", "<Total>7</Total>",
    "<Total currency='a'/>", "<ID/>",
    "<ID />", "<ID>x</ID >", "<ID> \n padded\t</ID>", "<ID>a &amp; b &lt;&gt;&quot;&apos;</ID>",
    "<ID>a]b]]c</ID>",
    "<Buyer><Name>成都恒泰翰林商贸有限公司（集团）￥</Name></Buyer>", "<Buyer>\r\n <Name>x</Name>\r\n</Buyer>", "\n",
    " ",
    "<Lines><Line no=\"1\"><Q>5</Q><Note>a</Note></Line><Line no='2'/></Lines>", "<Lines/>",
    "<Other a=\"1\" b='2&gt;'><ID>no</ID>text</Other>",
    "<Note>a text that is longer than thirty-two bytes, on</Note>",
    "<p:Note>one</p:Note>", "<p:ANameOfMoreThanSixteenLetters>1</p:ANameOfMoreThanSixteenLetters>",
    "<ANameOfMoreThanSixteenLettres>1</ANameOfMoreThanSixteenLettres>",
    "<Buyer>mixed<Name>y</Name></Buyer>",
  ]
  private static let oddXMLParts = [
    "<ID>1</ID><ID>1</ID>", "<ID>1</ID><ID>2</ID>", "<ID>&#65;</ID>", "<ID><![CDATA[<7>]]></ID>",
    "<!-- > -->",
    "<?p i?>", "<ID>a\rb</ID>", "<ID>1<b>2</b></ID>", "<ID xmlns=\"urn:z\">1</ID>",
    "<q:ID>1</q:ID>", "<ID>a]]>b</ID>",
    "<Total currency=\"a&amp;b\">1</Total>", "<Total p:currency='x'>1</Total>", "<ID>\u{FFFE}</ID>",
    "<Other>&nope;</Other>",
    "<Other a='1' a='2'/>", "<Other a='<'/>", "<Other a='1'b='2'/>", "<ID>1</Id>", "<号>1</号>",
    "<a:b:c/>", "<ID>\u{1}</ID>",
    "<Buyer><Name>z</Name></Byer>", "</Invoice>", "<Total currency>1</Total>", "&amp;", "<1/>",
    "]]>",
  ]
  private static let betweenXML = [
    "", "\n", "\r\n  ", "\n<!-- note -->\n", "<Other>5</Other>", "text", "<?p i?>",
  ]

  @Test func plainRecordsOfXMLAreThoseReadTagByTag() {
    let layout = xml(
      "/Invoices/Invoice", "ID", "Buyer/Name", "Total", "Total/@currency", "Note", "@id",
      "ANameOfMoreThanSixteenLetters",
      children: [
        RecordStream(parent: 0, path: "Lines/Line", fields: ["@no", "Q", "../ID", "Note"])
      ])
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rarity = [3, 30, 300].randomElement(using: &random)!
      var text = "<?xml version=\"1.0\"?>\n<Invoices xmlns:p='urn:p'>"
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let parts = Self.some(of: Self.xmlParts, or: Self.oddXMLParts, rarity, &random)
        text += ["<Invoice>", "<Invoice id=\"5\">", "<p:Invoice>"].randomElement(using: &random)!
        text += parts.joined()
        text += text.hasSuffix("p:Invoice>") ? "</p:Invoice>" : "</Invoice>"
        text +=
          Self.betweenXML[Int.random(in: 0..<rarity * 2, using: &random) % Self.betweenXML.count]
      }
      check(text + "</Invoices>", layout, pieces: 1...100, "seed \(seed)", &random)
    }
  }

  /// The same of the marks of CSV and UTF-8, in blocks of 64 bytes.
  @Test func marksOfBlocksAreFoundWhereTheyStand() {
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let some: [UInt8] =
        [0x22, 0x27, 0x2C, 0x3B, 0x0A, 0x0D, 0x7F, 0x80, 0xBF] + Array(0xC0...0xFF)
      let isASCII = seed % 5 == 0
      let bytes = (0..<64).map { _ in
        let byte =
          Bool.random(using: &random)
          ? some.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
        return isASCII ? byte & 0x7F : byte
      }
      func mask(_ isMark: (UInt8) -> Bool) -> UInt64 {
        bytes.indices.reduce(0) { $0 | (isMark(bytes[$1]) ? 1 << UInt64($1) : 0) }
      }
      bytes.withUnsafeBufferPointer { buffer in
        let start = buffer.baseAddress!
        for marks in [
          paicha_find_csv_marks(start, 0x3B, 0x27),
          paicha_find_csv_marks_bytewise(start, 0x3B, 0x27),
        ] {
          #expect(marks.delimiters == mask { $0 == 0x3B } && marks.quotes == mask { $0 == 0x27 })
          #expect(marks.line_feeds == mask { $0 == 0x0A } && marks.returns == mask { $0 == 0x0D })
        }
        let isPlain: Int32 = bytes.allSatisfy { $0 < 0x80 } ? 1 : 0
        #expect(paicha_is_ascii(start) == isPlain && paicha_is_ascii_bytewise(start) == isPlain)
        for marks in [paicha_find_utf8_marks(start), paicha_find_utf8_marks_bytewise(start)] {
          #expect(
            marks.continuations == mask { 0x80...0xBF ~= $0 } && marks.firsts == mask { $0 >= 0xC0 }
          )
          #expect(marks.long_firsts == mask { $0 >= 0xE0 })
          #expect(
            marks.doubtful
              == mask { [0xC0, 0xC1, 0xE0, 0xED].contains($0) || 0xF0...0xFF ~= $0 })
        }
      }
    }
  }

  /// What the processor's instructions find is what a look at each byte finds.
  @Test func marksAreFoundWhereTheyStand() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let some: [UInt8] = [
        0x22, 0x5C, 0x1F, 0x20, 0x3C, 0x26, 0x5D, 0xEF, 0xBF, 0xBE, 0x2F, 0x30, 0x39, 0x3A, 0x7F,
        0x80,
      ]
      let bytes = (0..<33).map { _ in
        Bool.random(using: &random)
          ? some.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
      }
      func mask(_ isMark: (Int) -> Bool) -> UInt32 {
        (1...32).reduce(0) { $0 | (isMark($1) ? 1 << UInt32($1 - 1) : 0) }
      }
      bytes.withUnsafeBufferPointer { buffer in
        let start = buffer.baseAddress! + 1
        let jsonStops = mask { bytes[$0] == 0x22 || bytes[$0] == 0x5C || bytes[$0] < 0x20 }
        #expect(paicha_find_json_stops(start) == jsonStops)
        #expect(paicha_find_json_stops_bytewise(start) == jsonStops)
        let digits = mask { 0x30...0x39 ~= bytes[$0] }
        #expect(paicha_find_digits(start) == digits)
        #expect(paicha_find_digits_bytewise(start) == digits)
        let xmlStops = mask {
          [0x3C, 0x26, 0x5D].contains(bytes[$0]) || bytes[$0] < 0x20
            || bytes[$0] == 0xBF && bytes[$0 - 1] == 0xEF
        }
        #expect(paicha_find_xml_stops(start) == xmlStops)
        #expect(paicha_find_xml_stops_bytewise(start) == xmlStops)
      }
    }
  }

  /// Some parts in any order, of which one in `rarity` is odd.
  private static func some(
    of plain: [String], or odd: [String], _ rarity: Int, _ random: inout SeededGenerator
  ) -> [String] {
    var kinds: Set<Substring> = []
    return (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
      if Int.random(in: 0..<rarity, using: &random) == 0 {
        return odd.randomElement(using: &random)!
      }
      let part = plain.randomElement(using: &random)!
      // The same twice would be odd.
      return kinds.insert(part.drop { $0.isWhitespace }.prefix(4)).inserted ? part : nil
    }
  }

  private func check(
    _ text: String, _ layout: RecordLayout, pieces: ClosedRange<Int>, _ what: String,
    _ random: inout SeededGenerator
  ) {
    check(Array(text.utf8), layout, pieces: pieces, what, &random)
  }

  private func check(
    _ text: [UInt8], _ layout: RecordLayout, pieces: ClosedRange<Int>, _ what: String,
    _ random: inout SeededGenerator
  ) {
    // White space behind the text lets its last records be looked at as others are.
    let file = TemporaryFile(text + [UInt8](repeating: 0x0A, count: 200))
    let expected = outcome(file.path, layout, chunkBytes: Int.random(in: pieces, using: &random))
    #expect(outcome(file.path, layout) == expected, "\(what)")
    let chunkBytes = Int.random(in: 300...4000, using: &random)
    #expect(
      outcome(file.path, layout, chunkBytes: chunkBytes) == expected, "\(what), \(chunkBytes)")
  }
}
