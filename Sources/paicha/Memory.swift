import Diagnostics
import Glibc
import Inspection

extension Option {
  static var memory: Option {
    Option(
      "--memory", "SIZE", "how much memory the data may take: 512MiB, 4GiB (half of what is there)")
  }
}

extension Arguments {
  /// How much memory the data of a run may take, and where what is more goes.
  var memory: MemoryBound {
    get throws(Refusal) {
      let asked = try read(
        "--memory", "a size such as 512MiB or 4GiB, and 64MiB at least", { ByteSize($0)?.bytes })
      return MemoryBound(
        byteCount: asked ?? MemoryBound.available / 2, temporaryFolder: temporaryFolder)
    }
  }

  /// Where there may be gigabytes: `/tmp` is often kept in memory itself.
  private var temporaryFolder: String {
    if let folder = getenv("TMPDIR").map({ String(cString: $0) }), !folder.isEmpty { return folder }
    return access("/var/tmp", W_OK) == 0 ? "/var/tmp" : "/tmp"
  }
}

/// A number of bytes as people write it.
struct ByteSize {
  var bytes: Int

  /// The least that is worth asking for.
  private static let least = 64 << 20

  /// A whole number, or one with up to three decimals, before a unit.
  init?(_ text: String) {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard (1...2).contains(parts.count), let whole = Int(parts[0]),
      (1...3).contains(decimals.count),
      let thousandths = Int((decimals + "00").prefix(3)),
      let unit = ByteSize.units[text.dropFirst(number.count).lowercased()]
    else { return nil }
    let (bytes, overflows) = whole.multipliedReportingOverflow(by: unit)
    guard !overflows, bytes <= 1 << 60 else { return nil }
    self.bytes = bytes + thousandths * (unit / 1_000) + thousandths * (unit % 1_000) / 1_000
    if self.bytes < ByteSize.least { return nil }
  }

  private static let units = [
    "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30,
    "tib": 1 << 40, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
  ]
}

extension MemoryBound {
  /// What the machine has, or what the process may take of it.
  fileprivate static var available: Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return limits.compactMap(number(inFile:)).reduce(machine, min)
  }

  private static func number(inFile path: String) -> Int? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var text = [CChar](repeating: 0, count: 64)
    guard fgets(&text, 64, file) != nil else { return nil }
    let digits = text.prefix { 0x30...0x39 ~= $0 }.map { UInt8(bitPattern: $0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
