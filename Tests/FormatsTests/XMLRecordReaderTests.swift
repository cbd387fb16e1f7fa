import Testing

@testable import Formats

@Suite struct XMLRecordReaderTests {
  private let layout = xml(
    "/Invoices/Invoice", "@id", "Buyer/Name", "Total", "Total/@currency",
    children: [
      RecordStream(parent: 0, path: "Lines/Line", fields: ["@no", "Q", "../@id", "../Total"]),
      RecordStream(parent: 1, path: "Note", fields: [".", "../../@id", "../@no"]),
    ])

  @Test func nestedRecordsComeWithTheirParents() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <x:Invoices xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <x:Invoice id="I1"><Lines><Line no="1"><Q> 5 </Q><Note>a</Note><Note/></Line>
          <Line no="2"><Q xsi:nil="true"/></Line></Lines>
          <Buyer><Name> 张三 &amp; co&#46;
          </Name></Buyer><Total currency="CNY">12.50</Total></x:Invoice>
        <Invoice><Total><![CDATA[<7>]]></Total><X><Buyer><Name>no</Name></Buyer></X></Invoice>
        <y:Invoice id="I3"/>
      </x:Invoices>
      """
    for chunkBytes in [1, 3, 1024] {
      let read = try readAll(text: text, layout, chunkBytes: chunkBytes)
      #expect(
        read.texts == [
          ["I1", "张三 & co.", "12.50", "CNY"], ["", "", "<7>", ""], ["I3", "", "", ""],
        ])
      #expect(read.records[1].cells.map(\.kind) == [.absent, .absent, .text, .absent])
      #expect(
        read.streams[1].map(\.texts) == [["1", "5", "I1", "12.50"], ["2", "", "I1", "12.50"]])
      #expect(read.streams[1][1].cells[1].kind == .null)
      #expect(read.streams[2].map(\.texts) == [["a", "I1", "1"], ["", "I1", "1"]])
      #expect(read.streams[2].map(\.parent) == [0, 0])
      #expect(read.summary.fault == nil && read.summary.rejects.isEmpty)
      #expect(read.records.map(\.position.line) == [3, 7, 8])
    }
  }

  /// What stands in a record, and the code of its reject.
  @Test(arguments: [
    ("<Total>1</Total><Total>2</Total>", "duplicate-element", "Total"),
    ("<Total currency='a'/><Total currency='b'/>", "duplicate-element", "Total/@currency"),
    ("<Total>1<b>2</b></Total>", "not-a-scalar", "Total"),
  ])
  func aRecordThatCannotBeReadIsAReject(content: String, code: String, column: String) throws {
    let text =
      "<Invoices><Invoice id='1'/>\n <Invoice>\(content)</Invoice><Invoice id='3'/></Invoices>"
    let read = try readAll(text: text, layout)
    #expect(read.texts.map { $0[0] } == ["1", "3"])
    #expect(read.rejectCodes == [code])
    let reject = try #require(read.summary.rejects.first)
    #expect(reject.position == RecordPosition(record: 2, line: 2, byte: 29))
    #expect(reject.column == column)
    #expect(reject.originalText == "<Invoice>\(content)</Invoice>")
  }

  @Test func theSameValueTwiceSaysNothingNew() throws {
    let text = "<Invoices><Invoice><Total>1</Total><Total>1</Total></Invoice></Invoices>"
    #expect(try readAll(text: text, layout).texts == [["", "", "1", ""]])
  }

  /// What counts is the namespace's address, whatever prefix the document has for it.
  @Test(arguments: [
    "<r xmlns:a='urn:a' xmlns:b='urn:b'><a:v a:k='1' b:k='2'>3</a:v><b:v>4</b:v></r>",
    "<r xmlns:x='urn:a' xmlns='urn:b'><x:v x:k='1' y:k='2' xmlns:y='urn:b'>3</x:v><v>4</v></r>",
    "<a:r xmlns:a='urn:a'><a:v a:k='1' b:k='2' xmlns:b='urn:b'>3</a:v><v xmlns='urn:b'>4</v></a:r>",
  ])
  func aPrefixStandsForItsNamespace(text: String) throws {
    var layout = xml("/r", "p:v", "q:v", "p:v/@q:k", "p:v/@p:k")
    layout.namespaces = ["p": "urn:a", "q": "urn:b"]
    for chunkBytes in [1, 4096] {
      let read = try readAll(text: text, layout, chunkBytes: chunkBytes)
      #expect(read.texts == [["3", "4", "2", "1"]])
    }
  }

  /// The part of XPath that paths are written in; the values are those of Python's ElementTree.
  @Test(arguments: [
    ("id[@kind='b']", "2"), ("id[@kind=\"a\"]", "1"), ("id[@kind='c']", ""),
    ("id[1]", "1"), ("note[1]", "first"), ("id[@kind='b']/@at", "y"),
    ("box[@kind='b'][@size='2']/v", "7"), ("box[@kind='b'][1]/v", "6"), ("box/../id[1]", "1"),
    ("box[@kind='a']/v[1]", "5"),
  ])
  func aConditionChoosesAmongElements(path: String, value: String) throws {
    let text = """
      <r><id kind='a' at='x'>1</id><id kind='b' at='y'>2</id><note>first</note><note>2nd</note>
      <box kind='a'><v>5</v><v>55</v></box><box kind='b' size='1'><v>6</v></box>
      <box kind='b' size='2'><v>7</v></box></r>
      """
    for chunkBytes in [1, 4096] {
      let read = try readAll(text: text, xml("/r", path, "note[1]"), chunkBytes: chunkBytes)
      #expect(read.texts == [[value, "first"]])
    }
  }

  /// [1] is the first within each record, and several paths may lead to one element.
  @Test func conditionsStartAfreshInEachRecord() throws {
    let text = "<r><a><n>1</n><n>2</n></a><a><n k='x'>3</n></a></r>"
    let read = try readAll(text: text, xml("/r/a", "n[1]", "n[@k='x']", "n/@k"))
    #expect(read.texts == [["1", "", ""], ["3", "3", "x"]])
  }

  /// What must not be read, whatever a document declares.
  @Test(arguments: [
    "<!DOCTYPE a><a><b>1</b></a>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a><b>x&b;y</b></a>",
    "<!DOCTYPE a PUBLIC \"p\" \"http://127.0.0.1:1/x.dtd\"><a><b>1</b></a>",
    "<!DOCTYPE a [<!ENTITY e SYSTEM \"/etc/passwd\">]><a><b>&e;</b></a>",
    """
    <!DOCTYPE a [<!ENTITY e0 "ha"><!ENTITY e1 "&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;">
    <!ENTITY e2 "&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;">]><a><b>&e2;</b></a>
    """,
    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"/etc/passwd\">%p;]><a><b>1</b></a>",
    "<!DOCTYPE a [<!ATTLIST b c CDATA \"default\">]><a><b>1</b></a>",
  ])
  func aDocumentTypeIsRefused(text: String) {
    for chunkBytes in [1, 1024] {
      let file = TemporaryFile("<?xml version='1.0'?>\n" + text)
      let error = #expect(throws: FormatError.self) {
        try readAll(file.path, xml("/a", "b", "b/@c"), chunkBytes: chunkBytes)
      }
      #expect(error == .documentTypeForbidden(line: 2))
    }
  }

  @Test func anEntityNobodyDeclaredStopsReading() throws {
    for text in ["<r><a><b>1</b></a><a><b>x&y;</b></a></r>", "<r><a><b>1</b></a><a b='&y;'/></r>"] {
      let read = try readAll(text: text, xml("/r/a", "b"))
      #expect(read.texts == [["1"]])
      #expect(read.summary.fault?.code == "not-well-formed")
      #expect(read.summary.fault?.message == "Entity 'y' not defined")
    }
  }

  /// A document that breaks off or breaks: what comes before stays.
  @Test(arguments: [
    ("<r><a><b>1</b></a><a><b>2</b>", ["1"], "truncated"),
    ("<r><a><b>1</b></a><a><b>2</b></a>", ["1", "2"], "truncated"),
    ("<r><a><b>1</b></a><a><b", ["1"], "truncated"),
    ("<r><a><b>1</b></a><a><b>2</c></a></r>", ["1"], "not-well-formed"),
    ("<r><a><b>1</b></a><a><b>2</b></a></r><r/>", ["1", "2"], "not-well-formed"),
    ("<r><a><b>1</b></a><a b=1/></r>", ["1"], "not-well-formed"),
    ("<r><a><b>1</b></a>\u{1}</r>", ["1"], "not-well-formed"),
  ])
  func aBrokenDocumentStopsReading(text: String, values: [String], code: String) throws {
    for chunkBytes in [1, 5, 1024] {
      let read = try readAll(text: text, xml("/r/a", "b"), chunkBytes: chunkBytes)
      #expect(read.texts.map { $0[0] } == values)
      #expect(read.summary.fault?.code == code, "\(read.summary.fault?.message ?? "")")
    }
  }

  @Test func whatIsNoXMLIsAnError() throws {
    guard case .isNotWellFormed("XML", 1, 0, _) = formatError(text: "a,b\n1,2\n", xml("/a", "b"))
    else {
      Issue.record("a CSV was read as XML")
      return
    }
    #expect(
      formatError(text: "<Order><ID>1</ID></Order>", xml("/Invoice", "ID"))
        == .recordsNotFound(path: "/Invoice", found: ["/Order"]))
    #expect(try readAll(text: "<Invoices/>", layout).summary.recordCounts == [0, 0, 0])
    #expect(
      formatError(text: "<?xml version='1.0' encoding='EBCDIC-US'?><a/>", xml("/a", "b"))
        == .unknownEncoding("EBCDIC-US"))
  }

  /// Nothing declared, and one byte that is damaged: UTF-8 as long as more is valid than not.
  @Test(arguments: ["Café Müller Zürich", "华东木业", "№ 5 – Größe"])
  func oneDamagedByteDoesNotMakeItAnotherEncoding(name: String) throws {
    let records = (1...5).map { "<o><k>\($0)</k><n>\(name)</n></o>" }.joined()
    var bytes = Array("<?xml version=\"1.0\"?><r>\(records)<o><k>6</k><n>".utf8)
    bytes.append(0xE4)
    bytes += Array("</n></o></r>".utf8)
    let read = try readAll(bytes: bytes, xml("/r/o", "k", "n"))
    #expect(read.texts == (1...5).map { ["\($0)", name] })
    #expect(read.rejectCodes == ["bad-encoding"] && read.summary.encoding == .utf8)
  }

  @Test func badBytesRejectTheRecord() throws {
    let head = Array("<?xml version='1.0' encoding='UTF-8'?>".utf8)
    let text =
      head + Array("<r><a><b>中".utf8) + [0xFF] + Array("</b></a><a><b>文</b></a></r>".utf8)
    for chunkBytes in [1, 1024] {
      let read = try readAll(bytes: text, xml("/r/a", "b"), chunkBytes: chunkBytes)
      #expect(read.texts == [["文"]])
      #expect(read.rejectCodes == ["bad-encoding"])
      #expect(read.summary.rejects.first?.byte == head.count + 12)
      #expect(read.records.first?.position.byte == head.count + 21)
      #expect(read.records.first?.cells[0].byte == head.count + 24)
    }
  }

  @Test(arguments: [
    ("a//b", "names of elements are separated by single slashes"),
    ("a[2]", "in brackets only [1] or a condition like [@kind='a'] can stand"),
    ("a[b='1']", "in brackets only [1] or a condition like [@kind='a'] can stand"),
    ("a[@b]", "a condition is written [@kind='a']"),
    ("a[1][@b='1']", "[1] stands behind all conditions of its step"),
    ("a[@b='1'", "a condition is written [@kind='a']"),
    ("a/../../b", "'..' leads out of the record; only its first steps may"),
    ("text()", "'(' has no meaning in it"),
    ("c:a", "'namespaces' does not say what the prefix 'c' stands for"),
    ("//a", "names of elements are separated by single slashes"),
    ("@a/b", "an attribute can only be the last step to a value"),
    ("../a", "its records are not nested in others"),
  ])
  func aPathThatMeansNothingIsAnError(path: String, reason: String) {
    #expect(formatError(text: "<a/>", xml("/a", path)) == .badPath(path, reason: reason))
  }

  /// Damaged documents never crash, and their pieces say what the whole says.
  @Test func damagedDocumentsAreReadAlikeInPieces() throws {
    let record = "<a k='1'><b>x&amp;y</b><c><b>2</b></c></a>\n"
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text = Array(("<r>" + String(repeating: record, count: 6) + "</r>").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        text[place] = "<>&;/'x \u{1}".utf8.randomElement(using: &random)!
      }
      let layout = xml(
        "/r/a", "@k", "b", children: [RecordStream(parent: 0, path: "c", fields: ["b", "../@k"])])
      func outcome(_ chunkBytes: Int) -> ([[ReadRecord]], [FormatReject])? {
        let read = try? readAll(bytes: text, layout, chunkBytes: chunkBytes)
        return read.map { ($0.streams, $0.summary.rejects) }
      }
      let (whole, pieces) = (outcome(4096), outcome(Int.random(in: 1...40, using: &random)))
      #expect((whole == nil) == (pieces == nil), "seed \(seed)")
      if let whole, let pieces {
        #expect(whole.0 == pieces.0, "seed \(seed)")
        #expect(whole.1 == pieces.1, "seed \(seed)")
      }
    }
  }
}
