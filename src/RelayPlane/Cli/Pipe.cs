using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RelayPlane.Cli;

/// <summary>
/// Standard output that tells when nobody reads it any more. The console's own takes such text without a word, so that <c>tail | head</c> would
/// never end.
/// </summary>
internal static class Pipe
{
    private const int StandardOutput = 1;

    /// <summary>The writer to use in place of one; the same where that is no pipe.</summary>
    public static TextWriter For(TextWriter output)
    {
        if (OperatingSystem.IsWindows() || output != Console.Out || !Console.IsOutputRedirected)
        {
            return output;
        }

        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? output : new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
