import Glibc

extension SpillFolder {
  static let fileName = "columns"
  private static let prefix = "paicha-spill-"

  /// Makes a folder that only its owner can look into, with an empty file in it that is locked.
  static func make(
    in temporaryFolder: String
  ) throws(SpillFault) -> (path: String, descriptor: Int32) {
    // Others remove what bears the name and is not locked: the folder gets it when it is.
    var template = Array((temporaryFolder + "/.\(prefix)XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SpillFault(path: temporaryFolder, kind: errno == ENOSPC ? .full : .io(errno))
    }
    let early = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let path = temporaryFolder + "/" + prefix + early.suffix(6)
    let file = early + "/" + fileName
    let descriptor = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(early, path) == 0 {
      return (path, descriptor)
    }
    let code = errno
    if descriptor >= 0 { close(descriptor) }
    unlink(file)
    rmdir(early)
    throw SpillFault(path: temporaryFolder, kind: code == ENOSPC ? .full : .io(code))
  }

  /// Removes the folders of runs that were killed: those of the same user whose file nobody locks.
  static func removeLeftovers(in temporaryFolder: String) {
    guard let folder = opendir(temporaryFolder) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix) { removeIfLeft(temporaryFolder + "/" + name) }
    }
  }

  private static func removeIfLeft(_ path: String) {
    var status = stat()
    // The name may be anybody's, and a link may lead anywhere.
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid()
    else { return }
    let file = path + "/" + fileName
    let descriptor = open(file, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      // Its owner was killed before there was a file, or after it was gone.
      if errno == ENOENT { rmdir(path) }
      return
    }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    unlink(file)
    rmdir(path)
  }
}
