using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Faults;

/// <summary>A fail point that is on: when it is met, and how often yet.</summary>
/// <remarks>Source: https://github.com/mongodb/mongo/wiki/The-%22failCommand%22-fail-point.</remarks>
internal sealed class FailPoint
{
    private readonly double? _probability;
    private long _remaining = long.MaxValue;
    private long _skip;

    private FailPoint(BsonDocument data, double? probability)
    {
        Data = data;
        _probability = probability;
    }

    public BsonDocument Data { get; }

    public long TimesEntered { get; private set; }

    /// <returns><see langword="null"/> for the mode off.</returns>
    public static FailPoint? Parse(BsonValue mode, BsonDocument data)
    {
        switch (mode)
        {
            case BsonString { Value: "off" }:
                return null;
            case BsonString { Value: "alwaysOn" }:
                return new FailPoint(data, null);
            case BsonDocument document when document.TryGetValue("times", out var times):
                return new FailPoint(data, null) { _remaining = times.ToInt64() };
            case BsonDocument document when document.TryGetValue("skip", out var skip):
                return new FailPoint(data, null) { _skip = skip.ToInt64() };
            case BsonDocument document when document.TryGetValue("activationProbability", out var probability):
                return new FailPoint(data, probability.ToDouble());
            default:
                throw new CommandException(ServerError.BadValue, $"unknown mode: {ShellText.Of(mode)}");
        }
    }

    /// <summary>Whether it acts this time.</summary>
    public bool Enter()
    {
        if (_remaining <= 0 || (_probability is { } probability && Random.Shared.NextDouble() >= probability))
            return false;
        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        if (_remaining != long.MaxValue)
            _remaining--;
        TimesEntered++;
        return true;
    }
}
