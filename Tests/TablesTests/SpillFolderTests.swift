import Glibc
import Testing
import Values

@testable import Tables

@Suite(.serialized) struct SpillFolderTests {
  @Test func aFolderIsPrivateAndRemovedWithItsOwner() throws {
    let temporary = try TemporaryPlace()
    var folder: SpillFolder? = try SpillFolder(in: temporary.path)
    let path = try #require(folder?.path)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o700)
    #expect(stat(path + "/columns", &status) == 0 && status.st_mode & 0o7777 == 0o600)
    #expect(temporary.names.count == 1)
    folder = nil
    #expect(temporary.names == [])
    let removed = try SpillFolder(in: temporary.path)
    removed.remove()
    removed.remove()
    #expect(temporary.names == [])
  }

  @Test func whatAKilledRunLeftIsRemovedAndWhatALivingOneHoldsIsNot() throws {
    let temporary = try TemporaryPlace()
    let living = try SpillFolder(in: temporary.path)
    for name in ["paicha-spill-killed", "paicha-spill-early", "paicha-spill-other", "else"] {
      mkdir(temporary.path + "/" + name, 0o700)
    }
    temporary.touch("paicha-spill-killed/columns")
    temporary.touch("else/columns")
    // Somebody else's file is not removed, and so the folder is not.
    temporary.touch("paicha-spill-other/notes")
    symlink(temporary.path + "/else", temporary.path + "/paicha-spill-link")
    let next = try SpillFolder(in: temporary.path)
    let left = [living.path, next.path].map { String($0.split(separator: "/").last!) }
    #expect(
      temporary.names == (left + ["else", "paicha-spill-link", "paicha-spill-other"]).sorted())
    #expect(access(temporary.path + "/else/columns", F_OK) == 0)
    #expect(access(living.path + "/columns", F_OK) == 0)
    unlink(temporary.path + "/paicha-spill-other/notes")
  }

  /// The lock goes with the process, however it ends.
  @Test func theLockOfAKilledProcessIsGone() async throws {
    let temporary = try TemporaryPlace()
    setenv("PAICHA_SPILL_TEST", temporary.path, 1)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      let folder = try SpillFolder(in: String(cString: getenv("PAICHA_SPILL_TEST")))
      kill(getpid(), SIGKILL)
      withExtendedLifetime(folder) {}
    }
    #expect(temporary.names.count == 1, "it was not removed by who made it")
    let next = try SpillFolder(in: temporary.path)
    #expect(temporary.names == [String(next.path.split(separator: "/").last!)])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func whoIsToldToStopTakesTheFolderAlong(_ number: Int32) async throws {
    let temporary = try TemporaryPlace()
    setenv("PAICHA_SPILL_STOP", "\(number) \(temporary.path)", 1)
    await #expect(processExitsWith: .failure) {
      let words = String(cString: getenv("PAICHA_SPILL_STOP")).split(separator: " ")
      let folder = try SpillFolder(in: String(words[1]))
      // To the process and not to this thread, which may be one that takes no signals.
      kill(getpid(), Int32(words[0])!)
      sleep(10)
      withExtendedLifetime(folder) {}
    }
    #expect(temporary.names == [])
  }

  @Test func aFolderThatIsNotThereIsAFault() {
    let fault = SpillFault(path: "/nowhere", kind: .io(ENOENT))
    #expect(throws: fault) { try SpillFolder(in: "/nowhere") }
  }

  @Test func aFullDiskIsNotedOnce() throws {
    let folder = try SpillFolder(columnsIn: "/dev/full")
    var part = SpilledPart(export: 0, fields: [true], in: folder)
    for _ in 0..<3 { part.append(numbers(0..<10)) }
    #expect(folder.fault == SpillFault(path: "/dev/full", kind: .full))
    #expect(part.rowCount == 30)
  }

  /// Any byte of a column that is not what was written is found, and so is a file that is shorter.
  @Test func damageIsFound() throws {
    let temporary = try TemporaryPlace()
    let folder = try SpillFolder(in: temporary.path)
    var part = SpilledPart(export: 0, fields: [true], in: folder)
    part.append(numbers(0..<10))
    part.append(numbers(10..<20))
    part.note(0, NumberShape(scale: 2, largest: 19))
    let table = try SpilledTable([part], kinds: [.number], in: folder)
    let file = folder.path + "/columns"
    let descriptor = open(file, O_RDWR)
    defer { close(descriptor) }
    for place in stride(from: 0, to: folder.byteCount, by: 3) {
      var byte: UInt8 = 0
      pread(descriptor, &byte, 1, place)
      byte ^= 0x10
      pwrite(descriptor, &byte, 1, place)
      // What lies between two arrays says nothing, but the checksum is of it too.
      #expect(throws: SpillFault(path: temporary.path, kind: .damaged), "byte \(place)") {
        try table.table(.all, fields: [0], threads: 1)
      }
      byte ^= 0x10
      pwrite(descriptor, &byte, 1, place)
    }
    #expect(try table.table(.all, fields: [0], threads: 1).rowCount == 20)
    ftruncate(descriptor, folder.byteCount - 1)
    #expect(throws: SpillFault(path: temporary.path, kind: .damaged)) {
      try table.table(.all, fields: [0], threads: 1)
    }
    // The rows of the first segment are whole.
    #expect(try table.table(.range(2..<7), fields: [0], threads: 1).rowCount == 5)
  }

  private func numbers(_ values: Range<Int32>) -> Table {
    var positions = PositionColumn()
    for value in values {
      positions.append(
        Position(export: 0, record: Int(value) + 1, line: Int(value) + 2, byte: Int(value) * 9))
    }
    return Table(
      rowCount: values.count,
      columns: [Column(storage: .small(values: Array(values), scale: 2), states: [])],
      positions: positions)
  }
}

/// A folder for what a test makes.
private final class TemporaryPlace {
  let path: String

  init() throws {
    var template = Array("/tmp/paicha-tables-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    for name in names {
      unlink(path + "/" + name)
      unlink(path + "/" + name + "/columns")
      rmdir(path + "/" + name)
    }
    rmdir(path)
  }

  func touch(_ name: String) {
    close(open(path + "/" + name, O_CREAT | O_WRONLY, 0o600))
  }

  /// The names of what is in it, those that begin with a dot among them.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
