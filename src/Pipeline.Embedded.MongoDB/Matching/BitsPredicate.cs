using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$bitsAllSet</c> and its like, over whole numbers and binary data.</summary>
/// <param name="Test">Which of the four.</param>
/// <param name="Positions">The bits asked for; a number's sign goes on for ever, binary data ends in zeros.</param>
internal sealed record BitsPredicate(BitTest Test, IReadOnlyList<int> Positions) : Predicate
{
    public override bool MatchesValue(BsonValue? value, MatchDetails? details)
    {
        if (value is BsonBinaryData binary)
            return Decide(position => position / 8 < binary.Bytes.Length && (binary.Bytes[position / 8] >> (position % 8) & 1) != 0);

        return value is not null && WholeNumber.TryGet(value, out var number) && Decide(position => (number >> Math.Min(position, 63) & 1) != 0);
    }

    private bool Decide(Func<int, bool> isSet) => Test switch
    {
        BitTest.AllSet => Positions.All(isSet),
        BitTest.AllClear => !Positions.Any(isSet),
        BitTest.AnySet => Positions.Any(isSet),
        _ => !Positions.All(isSet),
    };
}
