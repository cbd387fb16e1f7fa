import CLibXML2
import Glibc

extension Workload {
  /// What libxml2 takes to go through the month's XML with callbacks that do nothing: no reader of XML that is built
  /// on it can take less.
  static let yardsticks = [
    Workload(
      name: "yardstick-xml",
      prepare: { month, _ in
        let files = try month.files(.xml)
        return Prepared(rows: month.orders, bytes: byteCount(of: files)) {
          let faults = files.count { !passesThrough($0) }
          return { faults == 0 ? "well-formed" : "faulty" }
        }
      })
  ]
}

/// Parses a file in pieces as the reader does.
///
/// - Returns: whether it is well-formed.
private func passesThrough(_ path: String) -> Bool {
  var handler = xmlSAXHandler()
  handler.initialized = UInt32(XML_SAX2_MAGIC)
  handler.startElementNs = { _, _, _, _, _, _, _, _, _ in }
  handler.endElementNs = { _, _, _, _ in }
  handler.characters = { _, _, _ in }
  guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else { return false }
  defer { xmlFreeParserCtxt(context) }
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return false }
  defer { close(file) }
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 16) { buffer in
    while true {
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count >= 0 else { return false }
      let code = xmlParseChunk(context, buffer.baseAddress, Int32(count), count == 0 ? 1 : 0)
      if code != 0 { return false }
      if count == 0 { return context.pointee.wellFormed == 1 }
    }
  }
}
