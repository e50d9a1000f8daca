using System.Globalization;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Where in an array the match was, asked for only by what uses the positional <c>$</c>.</summary>
internal sealed class MatchDetails
{
    public int Position { get; set; } = -1;

    public string? Index => Position < 0 ? null : Position.ToString(CultureInfo.InvariantCulture);
}
