using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Tests.Values;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Planning;

/// <summary>Random collections, indexes and queries: an index must not change what is found.</summary>
public class PlanningModelTests
{
    private static readonly BsonDocument Weak = new() { { "locale", "en" }, { "strength", 2 } };

    private static readonly Gen<BsonValue> Leaves = Gen.OneOf(
        BsonValues.Arbitrary.Generator,
        Gen.Elements<BsonValue>(0, 1, 2, 1.5, "a", "A", "ab", "b", BsonNull.Value, double.NaN));

    private static readonly Gen<BsonValue> Fields = Gen.Frequency(
        (4, Leaves),
        (1, Gen.Choose(0, 3).SelectMany(length => Leaves.ArrayOf(length)).Select(x => (BsonValue)new BsonArray(x))),
        (1, from b in Leaves from c in Leaves select (BsonValue)new BsonDocument { { "b", b }, { "c", c } }),
        (1, Gen.Choose(0, 3).SelectMany(length => Leaves.ArrayOf(length)).Select(x => (BsonValue)new BsonArray(x.Select(y => new BsonDocument("b", y))))));

    private static readonly Gen<BsonDocument> Documents =
        from names in Gen.Elements<string[]>(["a", "b"], ["a"], ["b", "a"], ["a", "b", "c"], [])
        from values in Fields.ArrayOf(names.Length)
        select new BsonDocument(names.Zip(values, (name, value) => new BsonElement(name, value)));

    private static readonly Gen<string> Paths = Gen.Elements("a", "a", "b", "a.b", "a.c", "c", "a.0");

    private static readonly Gen<BsonDocument> Clauses =
        from path in Paths
        from name in Gen.Elements("$eq", "$eq", "$gt", "$gte", "$lt", "$lte", "$in", "$ne", "$exists", "between", "$elemMatch", "within", "$regex", "$all", "$type", "$not", "$nin")
        from value in Fields
        from other in Fields
        from prefix in Gen.Elements("^a", "^ab*", "a", "^", "^A", "^a|b", "^\\.x", "^(a)", "^a?b")
        select new BsonDocument(path, name switch
        {
            "$in" or "$nin" => new BsonDocument(name, new BsonArray { value, other, new BsonRegularExpression(prefix) }),
            "$all" => new BsonDocument(name, new BsonArray { value, other }),
            "$exists" => new BsonDocument(name, !other.IsBsonNull),
            "between" => new BsonDocument { { "$gte", value }, { "$lt", other } },
            "$elemMatch" => new BsonDocument(name, new BsonDocument { { "$gte", value }, { "$lte", other } }),
            "within" => new BsonDocument("$elemMatch", new BsonDocument { { "b", value } }),
            "$regex" => new BsonDocument(name, prefix),
            "$type" => new BsonDocument(name, new BsonArray { "number", "string" }),
            "$not" => new BsonDocument(name, new BsonDocument("$lte", value)),
            _ => new BsonDocument(name, value is BsonRegularExpression && name == "$ne" ? 1 : value),
        });

    private static readonly Gen<BsonDocument> Filters =
        from kind in Gen.Elements("one", "$and", "$or", "both")
        from clauses in Clauses.ArrayOf(3)
        select kind switch
        {
            "one" => clauses[0],
            "both" => new BsonDocument { { "$or", new BsonArray { clauses[0], clauses[1] } }, { "$and", new BsonArray { clauses[2] } } },
            _ => new BsonDocument(kind, new BsonArray(clauses)),
        };

    private static readonly Gen<BsonDocument> Indexes =
        from paths in Paths.ArrayOf(2)
        from directions in Gen.Elements(1, -1).ArrayOf(2)
        from options in Gen.Elements("", "", "", "sparse", "collation", "partial", "partial")
        from partial in Clauses
        select Index(paths[0] == paths[1] || directions[0] == 1 && paths[0] == "c" ? [paths[0]] : paths, directions, options, partial);

    private static readonly Gen<BsonDocument?> Sorts =
        from path in Paths
        from other in Paths
        from direction in Gen.Elements(1, -1)
        from second in Gen.Elements(1, -1)
        from kind in Gen.Choose(0, 2)
        select kind == 0 ? null : path == other || kind == 1 ? new BsonDocument(path, direction) : new BsonDocument { { path, direction }, { other, second } };

    private static readonly Gen<Example> Examples =
        from documents in Gen.Choose(0, 25).SelectMany(count => Documents.ArrayOf(count))
        from indexes in Gen.Choose(1, 3).SelectMany(count => Indexes.ArrayOf(count))
        from filter in Filters
        from sort in Sorts
        from collation in Gen.Frequency((3, Gen.Constant<BsonDocument?>(null)), (1, Gen.Constant<BsonDocument?>(Weak)))
        from limit in Gen.Frequency((2, Gen.Constant<long?>(null)), (1, Gen.Choose(1, 5).Select(x => (long?)x)))
        select new Example(documents, indexes, filter, sort, collation, limit);

    [Fact]
    public void An_index_finds_what_a_scan_finds()
    {
        var used = 0;
        var property = Prop.ForAll(Examples.ToArbitrary(), example =>
        {
            if (Query(example) is not { } query)
                return;
            var collection = Collection(example);
            var plan = QueryPlanner.Plan(collection, query);
            used += plan.Indexes.Any() ? 1 : 0;

            var expected = TryRun(collection, query with { Limit = null });
            if (expected is null)
                return;
            var all = Run(collection, query with { Limit = null }, QueryPlanner.Plan(collection, query with { Limit = null }));
            var actual = Run(collection, query, plan);

            Assert.Equal(expected.Select(x => x.RecordId).Order(), all.Select(x => x.RecordId).Order());
            Assert.Equal(Math.Min(expected.Count, query.Limit ?? long.MaxValue), actual.Count);
            Assert.Subset(expected.Select(x => x.RecordId).ToHashSet(), actual.Select(x => x.RecordId).ToHashSet());
            if (query.SortPattern is { } pattern)
            {
                var order = BsonOrder.For(query.Collation);
                Assert.All(expected.Zip(all), x => Assert.Equal(0, pattern.Compare(pattern.Key(x.First.Document, order), pattern.Key(x.Second.Document, order), order)));
                Assert.All(expected.Zip(actual), x => Assert.Equal(0, pattern.Compare(pattern.Key(x.First.Document, order), pattern.Key(x.Second.Document, order), order)));
            }
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(8000), property);
        Assert.True(used > 1000, $"Only {used} queries used an index.");
    }

    private static List<MatchedDocument> Run(CollectionState collection, Query query, QueryPlan plan) =>
        [.. QueryExecution.Run(collection, query, plan, new PlanStatistics(), default)];

    /// <returns><see langword="null"/> where the documents can't be sorted: two keys have arrays.</returns>
    private static List<MatchedDocument>? TryRun(CollectionState collection, Query query)
    {
        try
        {
            return Run(collection, query, new CollectionScan(IsBackward: false));
        }
        catch (CommandException)
        {
            return null;
        }
    }

    private static Query? Query(Example example)
    {
        var collation = Collation.Parse(example.Collation);
        try
        {
            return new Query
            {
                Filter = Filter.Parse(example.Filter, new FilterOptions { Evaluation = EvaluationSettings.None with { Collation = collation } }),
                FilterDocument = example.Filter,
                Sort = example.Sort,
                Limit = example.Limit,
                Collation = collation,
            };
        }
        catch (CommandException)
        {
            // The clause is none that MongoDB takes, as a comparison with a regular expression.
            return null;
        }
    }

    private static CollectionState Collection(Example example)
    {
        var batch = new WriteBatch(Snapshot.Empty, OpenGuard.Instance, DateTime.UnixEpoch);
        var ns = new Namespace("d", "c");
        batch.Create(ns, new CollectionOptions());
        var id = 0;
        foreach (var specification in example.Indexes)
            TryAdd(batch, ns, specification);
        foreach (var document in example.Documents)
        {
            var whole = new BsonDocument("_id", id++).AddRange(document);
            try
            {
                batch.Insert(ns, global::Pipeline.Embedded.MongoDB.Storage.Documents.Encode(whole), whole);
            }
            catch (CommandException)
            {
                // Parallel arrays can't be indexed.
            }
        }

        return batch.Find(ns)!;
    }

    private static void TryAdd(WriteBatch batch, Namespace ns, BsonDocument specification)
    {
        if (batch.Head(ns)!.Index(specification["name"].AsString) is not null || batch.Find(ns)!.Index(specification["name"].AsString) is not null)
            return;
        try
        {
            batch.CreateIndex(batch.Find(ns)!, IndexSpecification.Parse(specification, null, DateTime.UnixEpoch));
        }
        catch (CommandException)
        {
            // The partial filter is none that MongoDB takes.
        }
    }

    private static BsonDocument Index(string[] paths, int[] directions, string options, BsonDocument partial)
    {
        var key = new BsonDocument(paths.Select((x, i) => new BsonElement(x, directions[i])));
        var index = new BsonDocument { { "v", 2 }, { "key", key }, { "name", key + options } };
        return options switch
        {
            "sparse" => index.Add("sparse", true),
            "collation" => index.Add("collation", Weak),
            "partial" => index.Add("partialFilterExpression", partial),
            _ => index,
        };
    }

    public sealed record Example(BsonDocument[] Documents, BsonDocument[] Indexes, BsonDocument Filter, BsonDocument? Sort, BsonDocument? Collation, long? Limit)
    {
        public override string ToString() =>
            $"filter {Filter}, sort {Sort}, collation {Collation}, limit {Limit}\n{string.Join('\n', Indexes.Select(x => $"{x}"))}\n{string.Join('\n', Documents.Select(x => $"{x}"))}";
    }
}
