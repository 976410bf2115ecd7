using System.Runtime.InteropServices;

namespace Training.Modules;

/// <summary>
/// A rename survives a power cut once the directory is synchronized, which .NET has no call for. On Windows the file system's journal does it.
/// </summary>
public static partial class Durable
{
    private const int ReadOnly = 0;

    /// <summary>Waits until what was renamed into or out of a directory is on the disk.</summary>
    /// <param name="path">Of the directory.</param>
    /// <exception cref="IOException">It can not be opened or synchronized.</exception>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var directory = Open(path, ReadOnly);
        if (directory < 0)
        {
            throw new IOException($"The directory {path} can not be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            if (Sync(directory) != 0)
            {
                throw new IOException($"The directory {path} can not be made durable: error {Marshal.GetLastPInvokeError()}.");
            }
        }
        finally
        {
            _ = Close(directory);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
