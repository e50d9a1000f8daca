namespace AgentKit.Server.Files.Inspecting;

/// <summary>
/// Follows markup as far as to know where a token begins and ends, and says when one is longer than a limit: a parser holds a tag with its
/// attributes, a comment, a section or a document type whole in memory. In a drawing a text is a token too, since its content is looked at;
/// elsewhere parsers pass over texts piece by piece. Where this and a parser see a border at different places, the markup isn't well-formed.
/// </summary>
internal sealed class MarkupTokens(int maxLength, bool countsText)
{
    private const string SectionStart = "[CDATA[";

    private Place _place;
    private int _length;
    private int _matched;
    private char _quote;
    private char _last, _beforeLast;

    private enum Place
    {
        Text,
        Reference,
        Opened,
        Declared,
        Tag,
        Comment,
        Instruction,
        Section,
        DocumentType,

        /// <summary>Declarations within a document type, which are refused, and what no parser reads on from: counted to the limit.</summary>
        Endless,
    }

    /// <summary>The next letters; those that aren't ASCII may be any other. False when a token is too long.</summary>
    public bool Append(ReadOnlySpan<char> letters)
    {
        while (!letters.IsEmpty)
        {
            var skip = Skippable(letters);
            _length += skip;
            if (skip > 0)
                (_beforeLast, _last) = ('\0', '\0');
            if (_length > maxLength)
                return false;
            if (skip == letters.Length)
                return true;
            Step(letters[skip]);
            if (++_length > maxLength)
                return false;
            letters = letters[(skip + 1)..];
        }

        return true;
    }

    /// <summary>How many letters change nothing: most of a text, and of an attribute's value.</summary>
    private int Skippable(ReadOnlySpan<char> letters)
    {
        var at = _place switch
        {
            Place.Text => countsText ? letters.IndexOf('<') : letters.IndexOfAny('<', '&'),
            Place.Tag or Place.DocumentType when _quote != 0 => letters.IndexOf(_quote),
            Place.Comment or Place.Instruction or Place.Section => letters.IndexOfAny('-', '?', ']') is var mark && _last == 0 ? mark : 0,
            _ => 0,
        };
        var skip = at < 0 ? letters.Length : at;
        if (_place == Place.Text && !countsText)
            _length = -skip;
        return skip;
    }

    private void Step(char letter)
    {
        switch (_place)
        {
            case Place.Text or Place.Reference when letter == '<':
                Begin(Place.Opened);
                break;
            case Place.Text when letter == '&':
                if (!countsText)
                    Begin(Place.Reference);
                break;
            case Place.Reference when letter == ';':
                Begin(Place.Text);
                break;
            case Place.Opened:
                _place = letter switch { '!' => Place.Declared, '?' => Place.Instruction, _ => Place.Tag };
                InTag(letter);
                break;
            case Place.Declared:
                Declared(letter);
                break;
            case Place.Tag or Place.DocumentType:
                InTag(letter);
                break;
            case Place.Comment when letter == '>' && _last == '-' && _beforeLast == '-':
            case Place.Instruction when letter == '>' && _last == '?':
            case Place.Section when letter == '>' && _last == ']' && _beforeLast == ']':
                Begin(Place.Text);
                break;
            default:
                (_beforeLast, _last) = (_last, letter is '-' or '?' or ']' ? letter : '\0');
                break;
        }
    }

    private void InTag(char letter)
    {
        if (_place is not (Place.Tag or Place.DocumentType))
            return;
        if (_quote != 0)
            _quote = letter == _quote ? '\0' : _quote;
        else if (letter is '"' or '\'')
            _quote = letter;
        else if (letter == '>')
            Begin(Place.Text);
        else if (letter == '[' && _place == Place.DocumentType)
            _place = Place.Endless;
    }

    /// <summary>Behind <c>&lt;!</c>: a comment, a section, a document type.</summary>
    private void Declared(char letter)
    {
        if (_matched == 0 && letter is not ('-' or '['))
        {
            _place = Place.DocumentType;
            InTag(letter);
        }
        else if (_matched == 1 && letter == '-' && _last == '-')
        {
            (_place, _last, _beforeLast) = (Place.Comment, '\0', '\0');
        }
        else if (letter == '-' && _matched == 0)
        {
            (_matched, _last) = (1, letter);
        }
        else if (_last != '-' && letter == SectionStart[_matched])
        {
            if (++_matched == SectionStart.Length)
                (_place, _last, _beforeLast) = (Place.Section, '\0', '\0');
        }
        else
        {
            _place = Place.Endless;
        }
    }

    private void Begin(Place place) => (_place, _length, _matched, _quote, _last, _beforeLast) = (place, 0, 0, '\0', '\0', '\0');
}
