using System.Globalization;
using System.Text;

namespace Pipeline.Engine.Reporting.Live;

/// <summary>The lines at the bottom that are drawn again and again. Knows how many rows they take, also after the terminal was resized.</summary>
internal sealed class LiveRegion
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    // Terminals that know it show the frame at once; others ignore it.
    private const string BeginFrame = "\e[?2026h";
    private const string EndFrame = "\e[?2026l";

    private readonly List<int> drawn = [];
    private bool isCursorHidden;

    /// <summary>One frame: what is to stay goes above, then the region. Both in one text, for one write.</summary>
    public string Frame(string above, IReadOnlyList<(string Text, string Style)> lines, int width, bool useColor)
    {
        var frame = new StringBuilder();
        frame.Append(BeginFrame);
        if (!isCursorHidden)
            frame.Append(HideCursor);
        isCursorHidden = true;

        MoveToTop(frame, width);
        if (above.Length > 0)
        {
            frame.Append("\e[J");
            AppendRows(frame, above);
        }

        drawn.Clear();
        for (var i = 0; i < lines.Count; i++)
        {
            var (text, style) = lines[i];
            drawn.Add(TerminalText.Width(text));
            frame.Append(TerminalText.Styled(text, style, useColor)).Append("\e[K");
            if (i + 1 < lines.Count)
                frame.Append("\r\n");
        }

        return frame.Append("\e[J").Append(EndFrame).ToString();
    }

    /// <summary>Takes the region away, leaves <paramref name="above"/> in its place, and gives the cursor back. Empty if there is nothing to do.</summary>
    public string Clear(string above, int width)
    {
        var frame = new StringBuilder();
        if (drawn.Count > 0)
        {
            MoveToTop(frame, width);
            frame.Append("\e[J");
        }

        drawn.Clear();
        AppendRows(frame, above);
        if (isCursorHidden)
            frame.Append(ShowCursor);
        isCursorHidden = false;
        return frame.ToString();
    }

    /// <summary>A terminal that became narrower has wrapped the lines it showed: they take more rows than were drawn.</summary>
    private void MoveToTop(StringBuilder frame, int width)
    {
        if (drawn.Count == 0)
            return;
        var rows = 0;
        foreach (var columns in drawn)
            rows += Math.Max(1, (columns + width - 1) / width);
        frame.Append('\r');
        if (rows > 1)
            frame.Append("\e[").Append((rows - 1).ToString(CultureInfo.InvariantCulture)).Append('A');
    }

    /// <summary>Raw terminals need the carriage return.</summary>
    private static void AppendRows(StringBuilder frame, string text) => frame.Append(text.Replace("\n", "\r\n", StringComparison.Ordinal));
}
