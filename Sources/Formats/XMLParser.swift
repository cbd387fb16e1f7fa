import CLibXML2

/// What a reader is told of an XML document, in its order.
///
/// Texts are only valid during the call.
protocol XMLHandler: AnyObject {
  /// A start tag; `offset` is the place of its `<` in the text.
  func startElement(_ element: XMLElement, offset: Int)
  func characters(_ text: UnsafeBufferPointer<UInt8>)
  /// An end tag; `offset` is the place behind it in the text.
  func endElement(offset: Int)
}

/// A name in the parser's dictionary: the same name is always the same pointer.
typealias XMLName = UnsafePointer<UInt8>

/// A start tag.
struct XMLElement {
  let local: XMLName
  /// The address of its namespace, also a pointer into the dictionary.
  let namespace: XMLName?
  /// Five pointers an attribute: local name, prefix, namespace, start and end of the value.
  fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let attributeCount: Int
  fileprivate let input: xmlParserInputPtr
  /// The `<` of the tag in the parser's memory.
  fileprivate let tag: UnsafePointer<UInt8>

  func attributeName(_ index: Int) -> (local: XMLName, prefix: XMLName?) {
    (attributes![5 * index]!, attributes![5 * index + 1])
  }

  func attributeNamespace(_ index: Int) -> XMLName? { attributes![5 * index + 2] }

  func attributeValue(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = (attributes![5 * index + 3]!, attributes![5 * index + 4]!)
    return UnsafeBufferPointer(start: start, count: end - start)
  }

  /// How far behind the start of the tag the value of an attribute starts.
  func attributeDistance(_ index: Int) -> Int {
    var start = attributes![5 * index + 3]!
    if start < input.pointee.base || start >= input.pointee.end {
      start = writtenValue(ofAttribute: index)
    }
    return start - tag
  }

  /// The value of an attribute as it stands in the tag, for one that the parser copied: it does so
  /// when a value is not plain ASCII or holds references.
  private func writtenValue(ofAttribute index: Int) -> UnsafePointer<UInt8> {
    let end: UnsafePointer<UInt8> = input.pointee.cur
    var place = tag
    var seen = -1
    while place < end {
      while place < end, place.pointee != UInt8(ascii: "=") { place += 1 }
      var nameEnd = place
      while nameEnd > tag, isXMLSpace(nameEnd[-1]) { nameEnd -= 1 }
      var nameStart = nameEnd
      while nameStart > tag, !isXMLSpace(nameStart[-1]), !isQuote(nameStart[-1]) { nameStart -= 1 }
      while place < end, !isQuote(place.pointee) { place += 1 }
      guard place < end else { break }
      let value = place + 1
      // Declarations of namespaces are not among the attributes.
      let name = UnsafeBufferPointer(start: nameStart, count: nameEnd - nameStart)
      let rest = name.dropFirst(5)
      let isNamespace =
        name.starts(with: "xmlns".utf8) && (rest.isEmpty || rest.first == UInt8(ascii: ":"))
      if !isNamespace { seen += 1 }
      if seen == index { return value }
      place = value
      while place < end, place.pointee != value[-1] { place += 1 }
      place += 1
    }
    return tag
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}

/// What XML takes for white space.
@inline(__always)
func isXMLSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// Why a document was not parsed to its end.
struct XMLFault {
  enum Kind: Hashable {
    case notWellFormed, truncated, documentType, tooDeep
  }

  var kind: Kind
  /// The place in the text at which it was found.
  var offset: Int
  var message: String
}

/// The system's libxml2 as a push parser of UTF-8 text that never loads anything.
///
/// A document type declaration stops it at once, so no entity is ever declared; nothing outside the
/// text is opened.
final class XMLParser {
  private(set) var fault: XMLFault?
  private let context: xmlParserCtxtPtr
  /// It owns the parser, so that it cannot be gone; a counted reference would cost at every tag.
  private unowned(unsafe) let handler: any XMLHandler
  private let depthLimit: Int
  /// How many elements are open.
  private(set) var depth = 0
  private var byteCount = 0
  private var isFinishing = false

  init(handler: any XMLHandler, depthLimit: Int) {
    _ = libraryIsReady
    self.handler = handler
    self.depthLimit = depthLimit
    var callbacks = parserCallbacks()
    guard let context = xmlCreatePushParserCtxt(&callbacks, nil, nil, 0, nil) else {
      preconditionFailure("libxml2 has memory for a parser")
    }
    self.context = context
    // Whatever the document declares, the text is UTF-8 by now.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    // Else `&amp;` in an attribute would arrive as `&#38;`. The option NOENT would do it too, but
    // it also allows loading.
    context.pointee.replaceEntities = 1
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    xmlFreeParserCtxt(context)
  }

  /// The name as the parser will report it.
  func name(_ text: String) -> XMLName {
    xmlDictLookup(context.pointee.dict, text, -1)
  }

  /// Where in the text the parser is: what lies before it has been reported.
  var offset: Int {
    guard let input = context.pointee.input else { return 0 }
    return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
  }

  /// What prefixes stand for here: pairs of a prefix, nil for the default, and an address; the innermost are last.
  var scope: [XMLName?] {
    guard let table = context.pointee.nsTab else { return [] }
    return (0..<Int(context.pointee.nsNr)).map { table[$0] }
  }

  /// Whether all that was parsed so far has been reported.
  var hasReportedAll: Bool { offset == byteCount }

  /// Counts lines that stand in the text and are not parsed, so that messages name the right ones.
  func passLines(_ count: Int) {
    if let input = context.pointee.input { input.pointee.line += Int32(clamping: count) }
  }

  /// Parses the next piece of the text; returns false when there is a ``fault``.
  func parse(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
    byteCount += count
    return bytes.withMemoryRebound(to: CChar.self, capacity: count) {
      check(xmlParseChunk(context, $0, Int32(count), 0))
    }
  }

  /// Ends the text; returns false when there is a ``fault``.
  func finish() -> Bool {
    isFinishing = true
    return check(xmlParseChunk(context, nil, 0, 1))
  }

  private func check(_ result: Int32) -> Bool {
    if fault == nil, let error = xmlCtxtGetLastError(context)?.pointee, isFatal(error) {
      note(error)
    }
    if fault == nil, result != 0, context.pointee.wellFormed == 0 {
      fault = XMLFault(kind: .notWellFormed, offset: offset, message: "it is not well-formed")
    }
    return fault == nil
  }

  /// A prefix without a declaration is common and does no harm: names are matched without it.
  private func isFatal(_ error: xmlError) -> Bool {
    error.domain != Int32(XML_FROM_NAMESPACE.rawValue)
      && error.level.rawValue
        >= XML_ERR_ERROR.rawValue
  }

  private func note(_ error: xmlError) {
    let text = error.message.map { String(cString: $0) } ?? "it is not well-formed"
    let isAtEnd = isFinishing && offset >= byteCount
    // libxml2 speaks of extra content where the text simply ends.
    fault = XMLFault(
      kind: isAtEnd ? .truncated : .notWellFormed, offset: offset,
      message: isAtEnd ? "the document ends before its last element is closed" : trimmed(text))
  }

  private func stop(_ kind: XMLFault.Kind, _ message: String) {
    if fault == nil { fault = XMLFault(kind: kind, offset: offset, message: message) }
    xmlStopParser(context)
  }
}

/// libxml2's own tables, set up once whatever thread comes first.
private let libraryIsReady: Void = xmlInitParser()

private func parser(_ context: UnsafeMutableRawPointer?) -> XMLParser {
  Unmanaged<XMLParser>.fromOpaque(context!).takeUnretainedValue()
}

/// Only what a reader needs: without callbacks for entities none is ever resolved.
private func parserCallbacks() -> xmlSAXHandler {
  var callbacks = xmlSAXHandler()
  callbacks.initialized = UInt32(XML_SAX2_MAGIC)
  callbacks.startElementNs = { context, local, _, namespace, _, _, attributeCount, _, attributes in
    parser(context).start(local!, namespace, Int(attributeCount), attributes)
  }
  callbacks.endElementNs = { context, _, _, _ in parser(context).end() }
  callbacks.characters = { context, text, count in
    parser(context).characters(UnsafeBufferPointer(start: text, count: Int(count)))
  }
  callbacks.cdataBlock = { context, text, count in
    parser(context).characters(UnsafeBufferPointer(start: text, count: Int(count)))
  }
  callbacks.internalSubset = { context, _, _, _ in parser(context).documentType() }
  // Called where the error is, when the parser still knows the place; without it libxml2 would
  // print.
  callbacks.serror = { context, error in
    if let context, let error { parser(context).found(error.pointee) }
  }
  return callbacks
}

extension XMLParser {
  fileprivate func start(
    _ local: XMLName, _ namespace: XMLName?, _ attributeCount: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard fault == nil, let input = context.pointee.input else { return }
    depth += 1
    guard depth <= depthLimit else {
      return stop(.tooDeep, "elements are nested more than \(depthLimit) deep")
    }
    // No `<` can stand within a tag, so the nearest one before is where it starts.
    var start = input.pointee.cur! - 1
    while start > input.pointee.base, start.pointee != UInt8(ascii: "<") { start -= 1 }
    let element = XMLElement(
      local: local, namespace: namespace, attributes: attributes, attributeCount: attributeCount,
      input: input, tag: start)
    handler.startElement(
      element, offset: Int(input.pointee.consumed) + (start - input.pointee.base))
  }

  fileprivate func characters(_ text: UnsafeBufferPointer<UInt8>) {
    if fault == nil { handler.characters(text) }
  }

  fileprivate func end() {
    guard fault == nil else { return }
    depth -= 1
    handler.endElement(offset: offset)
  }

  fileprivate func documentType() {
    stop(.documentType, "the document has a document type declaration")
  }

  fileprivate func found(_ error: xmlError) {
    if fault == nil, isFatal(error) { note(error) }
  }
}
