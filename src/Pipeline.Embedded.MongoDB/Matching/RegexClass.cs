namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Rewrites a character class, <c>[…]</c>.</summary>
internal sealed class RegexClass(RegexScanner scanner)
{
    public void Translate()
    {
        var start = scanner.At;
        scanner.Copy();
        if (!scanner.IsAtEnd && scanner.Current == '^')
            scanner.Copy();

        // A bracket at the very start is one of the characters.
        var isFirst = true;
        while (!scanner.IsAtEnd && (isFirst || scanner.Current != ']'))
        {
            Member();
            isFirst = false;
        }

        if (scanner.IsAtEnd)
            throw RegexScanner.Invalid($"missing terminating ] for character class at offset {start}");

        scanner.Copy();
    }

    private void Member()
    {
        var next = scanner.Current;
        if (scanner.Follows("[:") && scanner.Pattern.IndexOf(":]", scanner.At, StringComparison.Ordinal) is > 0 and var end)
        {
            scanner.Output.Append(RegexSets.OfPosixClass(scanner.Pattern[(scanner.At + 2)..end]));
            scanner.At = end + 2;
        }
        else if (next is '[' or ']')
        {
            // Unescaped, it could be .NET's class subtraction.
            scanner.Output.Append('\\');
            scanner.Copy();
        }
        else if (next == '\\' && scanner.Next != '\0')
        {
            Escape();
        }
        else if (char.IsSurrogate(next))
        {
            throw RegexCharacters.BeyondClass;
        }
        else
        {
            scanner.Copy();
        }
    }

    private void Escape()
    {
        var letter = scanner.Next;
        if (letter == 'Q')
        {
            foreach (var character in RegexCharacters.Quoted(scanner))
                scanner.Output.Append(character);
        }
        else if (letter == 'E')
        {
            scanner.At += 2;
        }
        else if (RegexSets.OfEscape(letter, out var negated) is { } set)
        {
            scanner.At += 2;
            scanner.Output.Append(negated ? RegexSets.Complement(set) : set);
        }
        else
        {
            scanner.Output.Append(RegexCharacters.Read(scanner, inClass: true));
        }
    }
}
