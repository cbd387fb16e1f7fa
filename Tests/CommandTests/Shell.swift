import FoundationEssentials
import Glibc

/// Runs commands as a person at a shell would, with the `paicha` that was built beside these tests.
struct Shell {
  /// What a command said, and how it ended.
  struct Result {
    var output: String
    var errors: String
    /// The exit status, or 128 and the number of the signal that ended it, as shells have it.
    var status: Int32
  }

  /// The folder that the commands run in.
  var folder: String
  /// Where the streams are caught; not in `folder`, so that a command does not see them.
  var scratch: String
  var isWithoutPrivileges = false

  /// Runs one line of shell, with nothing on its standard input.
  func run(_ command: String) throws -> Result {
    let output = scratch + "/stdout"
    let errors = scratch + "/stderr"
    var arguments = ["/bin/sh", "-c", "cd \"$0\" && eval \"$1\"", folder, command]
    if isWithoutPrivileges, geteuid() == 0 { arguments = Self.privilegeDropper + arguments }
    let status = try spawn(arguments, output: output, errors: errors)
    return Result(output: try text(of: output), errors: try text(of: errors), status: status)
  }

  /// Root may read what permissions forbid; this takes that right away and leaves the user as it is.
  private static let privilegeDropper = [
    "/usr/bin/setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search",
  ]

  /// Whether a command can be run that file permissions hold for.
  static let canDropPrivileges: Bool = {
    if geteuid() != 0 { return true }
    let shell = Shell(folder: "/", scratch: "/")
    let arguments = privilegeDropper + ["/bin/true"]
    return (try? shell.spawn(arguments, output: "/dev/null", errors: "/dev/null")) == 0
  }()

  /// The folder of the test bundle, where the build puts the programs as well.
  private static let programs: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    return parent(
      of: bundle.firstRange(of: ".xctest/").map { String(bundle[..<$0.lowerBound]) } ?? bundle)
  }()

  private func spawn(_ arguments: [String], output: String, errors: String) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, create, 0o644)

    var environment = ["PATH=\(Self.programs):/usr/bin:/bin", "LANG=C.UTF-8", "HOME=\(scratch)"]
    environment +=
      ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map {
        ["LD_LIBRARY_PATH=\($0)"]
      } ?? []
    let pointers = CStrings(arguments)
    let settings = CStrings(environment)
    var process = pid_t()
    let fault = posix_spawn(
      &process, arguments[0], &actions, nil, pointers.array, settings.array)
    guard fault == 0 else { throw ShellError(message: String(cString: strerror(fault))) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 {
      guard errno == EINTR else { throw ShellError(message: String(cString: strerror(errno))) }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}

/// A command that could not be started.
struct ShellError: Error {
  var message: String
}

/// Strings as C takes them, for as long as this lives.
private final class CStrings {
  let array: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    array = strings.map { strdup($0) } + [nil]
  }

  deinit {
    array.forEach { free($0) }
  }
}

/// The folder that a path lies in.
func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}
