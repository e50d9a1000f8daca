using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pipeline.Engine.Execution;

/// <summary>
/// A console for <see cref="Console.SetOut"/>: what a target writes becomes lines of that target (<see cref="OutputLevel.Information"/>),
/// in its own colour and group however many run at once; what is written outside of a target goes to <paramref name="underlying"/>.
/// A line without its end is kept for the target that began it, and written when that target ends.
/// </summary>
/// <param name="underlying">The console as it was. Not disposed with this one.</param>
public sealed class TargetConsole(TextWriter underlying) : TextWriter(underlying.FormatProvider)
{
    /// <inheritdoc/>
    public override Encoding Encoding => underlying.Encoding;

    /// <inheritdoc/>
    [AllowNull]
    public override string NewLine
    {
        get => underlying.NewLine;
        set => underlying.NewLine = value;
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (TargetContext.Current is { } target)
            target.WriteText(this, buffer, endsLine: false);
        else
            underlying.Write(buffer);
    }

    /// <inheritdoc/>
    public override void WriteLine() => WriteLine(ReadOnlySpan<char>.Empty);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        if (TargetContext.Current is { } target)
            target.WriteText(this, buffer, endsLine: true);
        else
            underlying.WriteLine(buffer);
    }

    /// <summary>Flushes the underlying writer. A target's unfinished line waits for its end: flushing it would break it in two.</summary>
    public override void Flush() => underlying.Flush();
}
