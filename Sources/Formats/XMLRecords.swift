/// The records of an XML export, put together from its tags.
///
/// The text of an element is what stands in it without the white space at its ends; an attribute's
/// value is kept as it is.
struct XMLRecords: ~Copyable {
  /// What the paths know about an open element.
  struct Match {
    var node: Int
    /// Which of its children have been met of which only the first is meant.
    var seen: UInt64 = 0
  }

  /// An element that is open.
  struct Element {
    /// Where its matches start in ``XMLRecords/matches``: several paths can lead to it, or none.
    var firstMatch: Int
    /// The stream whose record it is, or -1.
    var stream: Int
    /// Where in the text and in which line its start tag is.
    var offset: Int
    var line: Int
    /// Where its text starts in ``XMLRecords/text``, or -1 when nobody asked for it.
    var textStart: Int
    var hasElements = false
    var isNil = false
  }

  var assembler: RecordAssembler
  var lines = LineCounter()
  /// Whether the paths of each stream led to something.
  var isFound: [Bool]

  let window: InputWindow
  let names: XMLNames
  private let encoding: DetectedEncoding
  let limits: FormatLimits
  let onBatch: (RecordBatch) -> Void
  var elements: [Element] = []
  /// The matches of the open elements, those of an element behind those of the one around it.
  var matches = [Match(node: 0)]
  /// The text of the open elements that somebody asked for.
  private var text = GrowingBuffer<UInt8>(capacity: 4096)
  /// Where in the text each open record starts.
  var recordStarts: [Int] = []
  /// The start of the outermost record, once the record itself grew too long to be kept.
  private var overlongText: [UInt8]?

  init(
    window: InputWindow, names: XMLNames, plans: [StreamPlan], encoding: DetectedEncoding,
    limits: FormatLimits, onBatch: @escaping (RecordBatch) -> Void
  ) {
    self.window = window
    self.names = names
    self.encoding = encoding
    self.limits = limits
    self.onBatch = onBatch
    assembler = RecordAssembler(plans: plans, limits: limits, encoding: .utf8)
    isFound = Array(repeating: false, count: plans.count)
  }

  /// Where in the text the bytes start that are needed later, those of the outermost record.
  var heldFrom: Int { overlongText == nil ? recordStarts.first ?? .max : .max }
}

extension XMLRecords {
  mutating func startElement(_ element: XMLElement, offset: Int) {
    let around = elements.last?.firstMatch ?? 0
    if let last = elements.indices.last { elements[last].hasElements = true }
    let first = matches.count
    if overlongText == nil { match(element, within: around..<first) }
    var open = Element(firstMatch: first, stream: -1, offset: offset, line: 0, textStart: -1)
    guard matches.count > first else {
      elements.append(open)
      return
    }
    open.line = lines.line(at: offset)
    for number in first..<matches.count {
      let node = names.nodes[matches[number].node]
      if node.stream >= 0, open.stream < 0 {
        open.stream = node.stream
        begin(node.stream, offset: offset, line: open.line)
      }
      if node.holdsRecords { markFound(childrenOf: node) }
      if !node.targets.isEmpty, open.textStart < 0 {
        open.textStart = text.count
        open.isNil = names.isNil(element)
      }
    }
    elements.append(open)
    for number in first..<matches.count {
      setAttributes(of: element, at: offset, matches[number].node)
    }
  }

  /// Adds what the paths know about an element, given the matches of the one around it.
  private mutating func match(_ element: XMLElement, within around: Range<Int>) {
    for number in around {
      let range = names.nodes[matches[number].node].children
      for k in range where names.children[k].matches(element) {
        let bit = names.children[k].firstBit
        if matches[number].seen & bit != 0 { continue }
        matches[number].seen |= bit
        matches.append(Match(node: names.children[k].node))
      }
    }
  }

  private mutating func setAttributes(of element: XMLElement, at tag: Int, _ node: Int) {
    guard !names.nodes[node].attributes.isEmpty else { return }
    for i in 0..<element.attributeCount {
      let (name, namespace) = (element.attributeName(i).local, element.attributeNamespace(i))
      for k in names.nodes[node].attributes
      where names.attributes[k].name.matches(name, namespace) {
        let offset = tag + element.attributeDistance(i)
        set(
          names.attributes[k].target, kind: .text, element.attributeValue(i), offset: offset,
          line: lines.line(at: offset))
      }
    }
  }

  mutating func characters(_ characters: UnsafeBufferPointer<UInt8>) {
    guard let last = elements.last, last.textStart >= 0, let start = characters.baseAddress else {
      return
    }
    // One byte more than the limit is enough to see that it was passed.
    let room = limits.fieldBytes + 1 - (text.count - last.textStart)
    if room > 0 { text.append(start, count: min(room, characters.count)) }
  }

  mutating func endElement(offset: Int) {
    let element = elements.removeLast()
    if element.textStart >= 0 {
      endText(of: element)
      text.truncate(to: element.textStart)
    }
    matches.removeLast(matches.count - element.firstMatch)
    if element.stream >= 0 { end(at: offset) }
  }

  private mutating func endText(of element: Element) {
    var range = element.textStart..<text.count
    while let first = range.first, isXMLSpace(text.base[first]) { range.removeFirst() }
    while let last = range.last, isXMLSpace(text.base[last]) { range.removeLast() }
    let value = UnsafeBufferPointer(start: text.base + range.lowerBound, count: range.count)
    for number in element.firstMatch..<matches.count {
      for k in names.nodes[matches[number].node].targets {
        take(value, of: element, names.targets[k])
      }
    }
  }

  private mutating func take(
    _ value: UnsafeBufferPointer<UInt8>, of element: Element, _ target: XMLPaths.Target
  ) {
    if element.hasElements, element.stream < 0 {
      fail(target, "not-a-scalar", offset: element.offset, line: element.line) {
        "'\($0)' holds elements and not only text"
      }
    } else {
      set(
        target, kind: element.isNil ? .null : .text, value, offset: element.offset,
        line: element.line)
    }
  }

  private mutating func set(
    _ target: XMLPaths.Target, kind: Cell.Kind, _ value: UnsafeBufferPointer<UInt8>, offset: Int,
    line: Int
  ) {
    guard overlongText == nil, assembler.isOpen(target.stream) else { return }
    if value.count > limits.fieldBytes {
      let limit = limits.fieldBytes
      return fail(target, "field-too-long", offset: offset, line: line) {
        "'\($0)' has more than \(limit) bytes"
      }
    }
    if assembler.isSet(target.slot, of: target.stream) {
      // The same value again says nothing new.
      if assembler.holds(value, kind: kind, in: target.slot, of: target.stream) { return }
      return fail(target, "duplicate-element", offset: offset, line: line) {
        "the record has '\($0)' twice, with other values"
      }
    }
    assembler.set(
      target.slot, of: target.stream, kind: kind, text: value, line: line, byte: byte(of: offset))
  }
}

extension XMLRecords {
  /// Where on disk a byte of the text comes from.
  func byte(of offset: Int) -> Int {
    window.byteOffset(of: max(0, offset - window.textOffset))
  }

  mutating func begin(_ stream: Int, offset: Int, line: Int) {
    isFound[stream] = true
    recordStarts.append(offset)
    assembler.begin(stream, line: line, byte: byte(of: offset))
  }

  mutating func end(at offset: Int) {
    let start = recordStarts.removeLast()
    if let text = overlongText {
      text.withUnsafeBufferPointer { assembler.end(text: $0, onBatch: onBatch) }
      if recordStarts.isEmpty { overlongText = nil }
      return
    }
    let range = start - window.textOffset..<max(start, offset) - window.textOffset
    if range.count > limits.recordBytes, let stream = assembler.innermostStream {
      failOverlong(stream)
    }
    if let stream = assembler.innermostStream, let gap = window.firstGap(in: range) {
      let bad = window.byteOffset(of: gap)
      let before = UnsafeBufferPointer(
        start: window.bytes + range.lowerBound, count: gap - range.lowerBound)
      assembler.fail(
        stream, code: "bad-encoding",
        line: assembler.position(of: stream).line + lineEnds(in: before, followedBy: nil),
        byte: bad,
        "the byte at offset \(bad) is not \(encoding.encoding.rawValue)")
    }
    let bytes = UnsafeBufferPointer(start: window.bytes + range.lowerBound, count: range.count)
    assembler.end(text: bytes, onBatch: onBatch)
  }

  /// - Parameter message: makes the message from the field's name.
  private mutating func fail(
    _ target: XMLPaths.Target, _ code: String, offset: Int, line: Int, message: (String) -> String
  ) {
    guard assembler.isOpen(target.stream) else { return }
    let column = assembler.plans[target.stream].slots[target.slot]
    assembler.fail(
      target.stream, code: code, line: line, byte: byte(of: offset), column: column, message(column)
    )
  }

  /// An element that can hold records is found even when it holds none.
  private mutating func markFound(childrenOf node: XMLNames.Node) {
    for k in node.children {
      let stream = names.nodes[names.children[k].node].stream
      if stream >= 0 { isFound[stream] = true }
    }
  }

  /// Gives up keeping a record that is too long; what follows of it is only checked.
  mutating func checkRecordLength() {
    guard overlongText == nil, let start = recordStarts.first else { return }
    let index = start - window.textOffset
    guard window.count - index > limits.recordBytes else { return }
    let shown = min(window.count - index, limits.rejectTextBytes)
    overlongText = [UInt8](UnsafeBufferPointer(start: window.bytes + index, count: shown))
    if let stream = assembler.openStreams.first { failOverlong(stream) }
  }

  private mutating func failOverlong(_ stream: Int) {
    let position = assembler.position(of: stream)
    assembler.fail(
      stream, code: "record-too-long", line: position.line, byte: position.byte,
      "the record has more than \(limits.recordBytes) bytes")
  }

  /// Describes where and why reading stopped, and gives up the records that are open.
  mutating func stop(_ fault: XMLFault, line: Int, byte: Int) -> FormatReject {
    let stream = assembler.openStreams.first ?? 0
    let position =
      assembler.openStreams.isEmpty
      ? assembler.nextPosition(of: stream, line: line, byte: byte)
      : assembler.position(of: stream)
    var shown = ""
    if overlongText == nil, let start = recordStarts.first, start >= window.textOffset {
      let index = start - window.textOffset
      shown = assembler.shownText(
        UnsafeBufferPointer(start: window.bytes + index, count: window.count - index))
    }
    assembler.abandon()
    let code =
      switch fault.kind {
      case .truncated: "truncated"
      case .tooDeep: "too-deep"
      case .notWellFormed, .documentType: "not-well-formed"
      }
    return FormatReject(
      code: code, stream: stream, position: position, line: line, byte: byte,
      message: fault.message, originalText: shown)
  }
}
