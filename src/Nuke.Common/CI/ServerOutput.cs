using System.Text;

namespace Nuke.Common.CI;

/// <summary>
/// Where commands for the build server go: straight to standard output. <see cref="Console.Out"/> leads to the running target's log,
/// which takes away the meaning of lines that look like commands, so that a tool's output can give none.
/// </summary>
internal static class ServerOutput
{
    private static readonly Lazy<TextWriter> s_writer = new(() =>
        TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }));

    public static TextWriter Writer => s_writer.Value;
}
