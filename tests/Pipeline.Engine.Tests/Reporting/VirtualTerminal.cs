using System.Globalization;
using System.Text;

namespace Pipeline.Engine.Tests.Reporting;

/// <summary>As much of a VT100 as the live view needs: what stands on it is what a person sees. Scrolled-off rows are kept.</summary>
internal sealed class VirtualTerminal(int width, int height) : TextWriter
{
    private readonly List<char[]> rows = [NewRow(width)];
    private int row;
    private int column;

    public int Width { get; private set; } = width;

    public int Height => height;

    public bool IsCursorVisible { get; private set; } = true;

    public int Writes { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>All rows, scrolled-off ones too, without trailing blanks.</summary>
    public string Screen => string.Join('\n', rows.Select(x => new string(x).Replace("\0", "", StringComparison.Ordinal).TrimEnd())).TrimEnd('\n');

    private int FirstVisible => Math.Max(0, rows.Count - height);

    /// <summary>Wraps what is there, as terminals that reflow do. The cursor stays on its text.</summary>
    public void Resize(int newWidth)
    {
        var old = rows.ToList();
        var cursorRow = row;
        rows.Clear();
        for (var i = 0; i < old.Count; i++)
        {
            var text = new string(old[i]).TrimEnd();
            var start = rows.Count;
            do
            {
                var part = text[..Math.Min(newWidth, text.Length)];
                text = text[part.Length..];
                rows.Add(part.PadRight(newWidth).ToCharArray());
            }
            while (text.Length > 0);

            if (i == cursorRow)
            {
                row = start + (column / newWidth);
                column %= newWidth;
            }
        }

        while (rows.Count <= row)
            rows.Add(NewRow(newWidth));
        Width = newWidth;
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Writes++;
        var text = value!;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\e':
                    i = Sequence(text, i);
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    row++;
                    if (row == rows.Count)
                        rows.Add(NewRow(Width));
                    break;
                case var c when char.IsControl(c):
                    throw new InvalidOperationException($"Unexpected control character U+{(int)c:X4}.");
                default:
                    Put(text[i]);
                    break;
            }
        }
    }

    private void Put(char c)
    {
        var wide = c is >= '\u4e00' and <= '\u9fff';
        if (column + (wide ? 2 : 1) > Width)
            throw new InvalidOperationException($"A line of the frame wraps at {Width} columns: '{new string(rows[row])}'.");
        rows[row][column++] = c;
        if (wide)
            rows[row][column++] = '\0';
    }

    private int Sequence(string text, int start)
    {
        var end = start + 2;
        while (!char.IsAsciiLetter(text[end]))
            end++;
        var argument = text[(start + 2)..end];
        switch (text[end])
        {
            case 'A':
                row = Math.Max(FirstVisible, row - int.Parse(argument, CultureInfo.InvariantCulture));
                break;
            case 'K':
                Array.Fill(rows[row], ' ', column, Width - column);
                break;
            case 'J':
                Array.Fill(rows[row], ' ', column, Width - column);
                rows.RemoveRange(row + 1, rows.Count - row - 1);
                break;
            case 'h' or 'l' when argument == "?25":
                IsCursorVisible = text[end] == 'h';
                break;
            case 'h' or 'l' when argument == "?2026":
            case 'm':
                break;
            default:
                throw new InvalidOperationException($"Unexpected sequence {text[(start + 1)..(end + 1)]}.");
        }

        return end;
    }

    private static char[] NewRow(int width) => new string(' ', width).ToCharArray();
}
