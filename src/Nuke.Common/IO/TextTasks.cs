using System.Text;

namespace Nuke.Common.IO;

/// <summary>What is left of NUKE's text tasks; see <see cref="AbsolutePathExtensions"/> for reading and writing.</summary>
public static class TextTasks
{
    /// <summary>UTF-8 without byte order mark; invalid text is an error.</summary>
    public static UTF8Encoding UTF8NoBom => new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
