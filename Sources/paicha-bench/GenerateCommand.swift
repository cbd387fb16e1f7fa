import Glibc

/// Writes a month of orders and everything that belongs to them.
struct GenerateCommand {
  private var orders = 0
  private var seed: UInt64 = 1
  private var folder = ""
  private var style = Style(format: .csv, isDirty: false)
  private var threads = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  static let help = """
    write a month of orders with planted faults, as large as wanted

    Usage: paicha-bench generate --orders N --out DIR [OPTION …]

      --orders N       how many order numbers the month has, 1 to 10000000
      --seed S         another seed gives another month (1)
      --out DIR        where the month goes; made where it is not there
      --format FORMAT  csv, jsonl, json or xml (csv); but for CSV, lines stand within their documents
      --dirty          CSV as systems export it: GB18030, Chinese headers, ￥1,234.50, 2025/9/1
      --threads N      how many threads work (one for each processor); the files are the same

    The files of the month are in DIR/exports. Three orders in a hundred carry a fault; DIR/planted.csv lists
    what rules have to find: rule and key.

    """

  init(_ arguments: ArraySlice<String>) throws(BenchError) {
    var rest = arguments
    var given: Set<String> = []
    while let name = rest.popFirst() {
      guard given.insert(name).inserted else {
        throw BenchError("\(name) is given twice", help: "give it once")
      }
      switch name {
      case "--dirty": style.isDirty = true
      case "--orders": orders = Int(try number(name, &rest, in: 1...10_000_000))
      case "--seed": seed = try number(name, &rest, in: 0...UInt64.max)
      case "--threads": threads = Int(try number(name, &rest, in: 1...256))
      case "--out": folder = try value(name, &rest)
      case "--format":
        let text = try value(name, &rest)
        guard let format = Style.Format(rawValue: text) else {
          throw BenchError("--format cannot be '\(text)'", help: "csv, jsonl, json or xml")
        }
        style.format = format
      default:
        throw BenchError(
          "generate does not know '\(name)'", help: "'paicha-bench generate --help' lists all")
      }
    }
    guard orders > 0 else {
      throw BenchError("--orders is missing", help: "say how many, such as --orders 1000")
    }
    guard !folder.isEmpty else {
      throw BenchError("--out is missing", help: "say which folder the files go to")
    }
    if style.isDirty, style.format != .csv {
      throw BenchError("--dirty is for CSV alone", help: "leave out --format or --dirty")
    }
  }

  func run() throws(BenchError) {
    let month = Month(orders: orders, seed: seed)
    let files = try MonthFiles(folder: folder, style: style)
    // Every order draws from a generator of its own, so how they are dealt to threads changes nothing.
    let block = 4_096
    files.write(blocks: (orders + block - 1) / block, threads: threads) { number in
      let first = number * block
      return month.text(of: first..<min(orders, first + block), style: style)
    }
    try files.finish()
  }
}
