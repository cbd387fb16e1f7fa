/// Writes the records of a block of orders, value by value, in the order of their columns.
///
/// A record is begun, given a value for every column, and ended. Where the format nests, lines are written
/// between the last value of their document and its end.
struct RecordWriter {
  let style: Style
  private(set) var texts = [TextBuffer](repeating: TextBuffer(), count: Document.allCases.count)
  private let frames: [Frame]
  private var open: [Int] = []
  /// The next column of the innermost record.
  private var column = 0
  private var isFirstMember = true

  init(style: Style) {
    self.style = style
    frames = Document.allCases.map { Frame(of: $0, in: style) }
  }

  mutating func record(_ document: Document, _ write: (inout RecordWriter) -> Void) {
    begin(document)
    write(&self)
    end()
  }

  /// Lines within the record being written.
  mutating func lines<T>(
    _ document: Document, _ lines: [T], _ write: (inout RecordWriter, T) -> Void
  ) {
    if style.format == .json || style.format == .jsonl {
      text.append(",\"lines\":[")
      for (number, line) in lines.enumerated() {
        if number > 0 { text.append(byte: UInt8(ascii: ",")) }
        record(document) { write(&$0, line) }
      }
      text.append(byte: UInt8(ascii: "]"))
    } else {
      for line in lines { record(document) { write(&$0, line) } }
    }
  }

  private mutating func begin(_ document: Document) {
    assert(open.isEmpty || columnsAreComplete, "lines stand behind the values of their document")
    open.append(document.rawValue)
    column = 0
    isFirstMember = true
    if style.format == .json, open.count == 1 { text.append(",\n") }
    text.append(frames[document.rawValue].begin)
  }

  private mutating func end() {
    assert(columnsAreComplete, "a record has a value for every column")
    let document = open.last!
    text.append(frames[document].end)
    open.removeLast()
    if let parent = open.last { column = frames[parent].columns.count }
    if style.format == .csv || open.isEmpty { return }
    isFirstMember = false
  }

  private var columnsAreComplete: Bool { column == frames[open.last!].columns.count }

  /// What is written to: the document's own text, or in nesting formats that of the outermost.
  private var text: TextBuffer {
    get { texts[target] }
    _modify { yield &texts[target] }
  }

  private var target: Int { style.nests ? open[0] : open[open.count - 1] }
}

// MARK: - Values

extension RecordWriter {
  mutating func put(_ value: String) {
    value.isEmpty ? putNothing() : member(quoted: true) { $0.append(escaped: value, in: $1) }
  }

  mutating func put(_ word: Word) {
    member(quoted: true) { $0.append($1.isDirty ? word.label : word.name) }
  }

  /// Money in minor units.
  mutating func put(amount: Int) {
    member(quoted: false) { text, style in
      guard style.isDirty else { return text.append(scaled: amount, decimals: 2) }
      text.append("\"￥")
      text.append(scaled: amount, decimals: 2, grouped: true)
      text.append("\"")
    }
  }

  mutating func put(count: Int) { member(quoted: false) { text, _ in text.append(count) } }

  mutating func put(scaled number: Int, decimals: Int) {
    member(quoted: false) { text, _ in text.append(scaled: number, decimals: decimals) }
  }

  mutating func put(_ day: Day) {
    member(quoted: true) { $0.append(Calendar.text(of: day, isDirty: $1.isDirty)) }
  }

  mutating func put(_ moment: Moment) {
    member(quoted: true) { text, style in
      text.append(Calendar.text(of: moment.day, isDirty: style.isDirty))
      text.append(style.isDirty ? " " : "T")
      let second = moment.secondOfDay
      text.append(second / 3_600, width: style.isDirty ? 1 : 2)
      text.append(":")
      text.append(second / 60 % 60, width: 2)
      text.append(":")
      text.append(second % 60, width: 2)
    }
  }

  mutating func putNothing() {
    if style.format == .csv { return member(quoted: false) { _, _ in } }
    column += 1
  }

  mutating func put(_ moment: Moment?) { moment.map { put($0) } ?? putNothing() }

  /// One value with what stands around it. Inherited columns of nested lines are left out.
  private mutating func member(quoted: Bool, _ write: (inout TextBuffer, Style) -> Void) {
    let frame = frames[open.last!]
    let name = frame.columns[column]
    column += 1
    if style.nests, column <= frame.inherited { return }
    switch style.format {
    case .csv:
      if column > 1 { text.append(byte: UInt8(ascii: ",")) }
      write(&text, style)
    case .json, .jsonl:
      text.append(isFirstMember ? "\"" : ",\"")
      text.append(name)
      text.append(quoted ? "\":\"" : "\":")
      write(&text, style)
      if quoted { text.append(byte: UInt8(ascii: "\"")) }
      isFirstMember = false
    case .xml:
      text.append("<cbc:")
      text.append(name)
      text.append(">")
      write(&text, style)
      text.append("</cbc:")
      text.append(name)
      text.append(">")
    }
  }
}

/// What stands around the records and values of a document.
private struct Frame {
  var begin: String
  var end: String
  /// The names of values as the format writes them.
  var columns: [String]
  var inherited: Int

  init(of document: Document, in style: Style) {
    let layout = document.layout
    inherited = layout.inherited
    let element = layout.name.elementName
    let isInner = style.nests && document.isLine
    switch style.format {
    case .csv: (begin, end) = ("", style.lineEnd)
    case .json: (begin, end) = ("{", "}")
    case .jsonl: (begin, end) = ("{", isInner ? "}" : "}\n")
    case .xml: (begin, end) = ("<\(element)>", "</\(element)>" + (isInner ? "" : "\n"))
    }
    columns = layout.columns.map { style.format == .xml ? $0.name.elementName : $0.name }
  }
}

extension TextBuffer {
  /// Text with the marks that its format gives a meaning.
  fileprivate mutating func append(escaped value: String, in style: Style) {
    switch style.format {
    case .csv:
      guard value.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 }) else { return append(value) }
      append(byte: 0x22)
      for byte in value.utf8 {
        if byte == 0x22 { append(byte: 0x22) }
        append(byte: byte)
      }
      append(byte: 0x22)
    case .json, .jsonl:
      for byte in value.utf8 {
        if byte == 0x22 || byte == 0x5C { append(byte: 0x5C) }
        append(byte: byte)
      }
    case .xml:
      for byte in value.utf8 {
        switch byte {
        case UInt8(ascii: "&"): append("&amp;")
        case UInt8(ascii: "<"): append("&lt;")
        default: append(byte: byte)
        }
      }
    }
  }
}
