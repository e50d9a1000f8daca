using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$mod</c>: a number whose integer part leaves the remainder.</summary>
internal sealed record ModPredicate(long Divisor, long Remainder) : Predicate
{
    public override bool MatchesValue(BsonValue? value, MatchDetails? details) =>
        // The least long divided by -1 overflows; by 1 or -1 the remainder is 0 anyway.
        value is not null && WholeNumber.TryTruncate(value, out var number) && (Divisor is 1 or -1 ? 0 : number % Divisor) == Remainder;
}
