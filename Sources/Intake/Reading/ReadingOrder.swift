import Glibc

/// What is known of the files of a run before any is read.
struct ReadingOrder {
  /// The bytes of each file; 0 where it cannot be looked at.
  let sizes: [Int]
  /// How many files there are of each source and size.
  private let alike: [Alike: Int]
  /// How many files bring each entity, by number.
  private let filesOfEntity: [Int: Int]
  private let files: [ExportFile]

  private struct Alike: Hashable {
    var source: String
    var size: Int
  }

  init(_ files: [ExportFile]) {
    self.files = files
    let sizes = files.map { fileSize($0.path) }
    self.sizes = sizes
    alike = Dictionary(
      files.indices.map { (Alike(source: files[$0].source.id, size: sizes[$0]), 1) },
      uniquingKeysWith: +)
    filesOfEntity = Dictionary(
      files.flatMap { file in Set(file.source.streams.map(\.entity)).map { ($0, 1) } },
      uniquingKeysWith: +)
  }

  /// Whether a file may have the bytes of another that is read as the same: its digest is then needed beforehand.
  func mayRepeat(_ number: Int) -> Bool {
    alike[Alike(source: files[number].source.id, size: sizes[number])]! > 1
  }

  /// Whether single records of a file can be read again. Of several files with the same documents all values are
  /// compared.
  func canBeRecalled(_ number: Int) -> Bool {
    files[number].source.canBeRecalled
      && files[number].source.streams.allSatisfy { filesOfEntity[$0.entity] == 1 }
  }
}

func fileSize(_ path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}
