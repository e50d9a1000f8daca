using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$rank</c>, <c>$denseRank</c> and <c>$documentNumber</c>.</summary>
internal sealed class RankWindow(string name, Expression sortKey) : WindowFunction
{
    public override BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation)
    {
        var keys = EvaluateAll(sortKey, partition, evaluation);
        var results = new BsonValue?[keys.Length];
        var (rank, dense) = (1, 1);
        for (var row = 0; row < keys.Length; row++)
        {
            if (row > 0 && !evaluation.Order.Equals(keys[row - 1] ?? BsonNull.Value, keys[row] ?? BsonNull.Value))
            {
                rank = row + 1;
                dense++;
            }

            results[row] = new BsonInt32(name == "$rank" ? rank : name == "$denseRank" ? dense : row + 1);
        }

        return results;
    }
}
