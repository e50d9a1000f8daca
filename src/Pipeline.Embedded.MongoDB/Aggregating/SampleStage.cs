using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$sample</c>: so many of the documents, each as likely as any other, in random order.</summary>
internal sealed class SampleStage(long size) : Stage
{
    public static SampleStage Parse(BsonDocument specification)
    {
        if (specification[0] is not BsonDocument arguments)
            throw new CommandException(28745, "the $sample stage specification must be an object");
        foreach (var argument in arguments)
        {
            if (argument.Name != "size")
                throw new CommandException(28748, $"unrecognized option to $sample: {argument.Name}");
        }

        if (!arguments.TryGetValue("size", out var given))
            throw new CommandException(28749, "$sample stage must specify a size");
        if (!Numbers.IsNumber(given))
            throw new CommandException(28746, "size argument to $sample must be a number");
        return Numbers.TryWhole(given, out var size) && size > 0
            ? new SampleStage(size) { Specification = specification }
            : throw new CommandException(28747, "size argument to $sample must be a positive integer");
    }

#pragma warning disable CA5394 // A sample of documents is no secret.
    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var reservoir = new List<BsonDocument>();
        var seen = 0L;
        foreach (var document in input)
        {
            seen++;
            if (reservoir.Count < size)
            {
                reservoir.Add(document);
                continue;
            }

            var position = Random.Shared.NextInt64(seen);
            if (position < size)
                reservoir[(int)position] = document;
        }

        var sample = reservoir.ToArray();
        Random.Shared.Shuffle(sample);
        return sample;
    }
#pragma warning restore CA5394
}
