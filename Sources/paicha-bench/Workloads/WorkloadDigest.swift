import Values

/// A digest of what a workload came to, out of texts in their order.
struct WorkloadDigest {
  private var bytes: [UInt8] = []
  private var digest = ""

  mutating func add(_ text: String) {
    bytes += text.utf8
    // No text holds it, so that no two lists of texts look the same.
    bytes.append(0x1F)
    if bytes.count > 1 << 20 { fold() }
  }

  private mutating func fold() {
    digest = SHA256.hex(of: Array(digest.utf8) + bytes)
    bytes = []
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    var last = self
    last.fold()
    return String(last.digest.prefix(16))
  }
}

/// A number out of a text, for sums that do not depend on the order (FNV-1a).
func hash(of text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
