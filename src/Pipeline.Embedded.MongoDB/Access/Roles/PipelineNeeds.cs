using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>What a pipeline reads and writes, for who runs it.</summary>
internal static class PipelineNeeds
{
    public static IEnumerable<Need> Of(BsonArray pipeline, BsonValue collection, string database)
    {
        var first = pipeline.Count > 0 && pipeline[0] is BsonDocument { ElementCount: > 0 } stage ? stage.GetElement(0) : default;
        var needs = new List<Need>
        {
            first.Name switch
            {
                "$currentOp" => new Need(first.Value is BsonDocument options && options.GetValue("allUsers", false).ToBoolean() ? Rights.Monitor : Rights.None, database),
                "$listSessions" or "$listLocalSessions" => new Need(first.Value is BsonDocument options && options.GetValue("allUsers", false).ToBoolean() ? Rights.Monitor : Rights.None, database),
                "$indexStats" or "$collStats" => new Need(Rights.Read | Rights.Administer | Rights.Monitor, database),
                "$changeStream" when first.Value is BsonDocument options && options.GetValue("allChangesForCluster", false).ToBoolean() => new Need(Rights.Read, ""),
                _ => new Need(CommandNeeds.IsOfUsers(collection, database) ? Rights.ReadUsers : Rights.Read, database),
            },
        };
        Collect(pipeline, database, needs);
        return needs;
    }

    private static void Collect(BsonArray pipeline, string database, List<Need> needs)
    {
        foreach (var stage in pipeline.OfType<BsonDocument>().Where(x => x.ElementCount == 1))
        {
            var (name, value) = (stage.GetElement(0).Name, stage[0]);
            switch (name)
            {
                case "$out":
                    needs.Add(new Need(Rights.Write, DatabaseOf(value, database)));
                    break;
                case "$merge":
                    needs.Add(new Need(Rights.Write, DatabaseOf(value is BsonDocument merge ? merge.GetValue("into", "") : value, database)));
                    break;
                case "$lookup" or "$unionWith" or "$graphLookup":
                    Read(value, name == "$unionWith" ? "coll" : "from", database, needs);
                    break;
                case "$facet" when value is BsonDocument facets:
                    foreach (var inner in facets.Values.OfType<BsonArray>())
                        Collect(inner, database, needs);
                    break;
            }
        }
    }

    private static void Read(BsonValue stage, string field, string database, List<Need> needs)
    {
        var source = stage is BsonDocument document ? document.GetValue(field, BsonNull.Value) : stage;
        if (CommandNeeds.IsOfUsers(source, database))
            needs.Add(new Need(Rights.ReadUsers, database));
        if (source is BsonDocument elsewhere)
            needs.Add(new Need(Rights.Read, DatabaseOf(elsewhere, database)));
        if (stage is BsonDocument given && given.GetValue("pipeline", BsonNull.Value) is BsonArray inner)
            Collect(inner, database, needs);
    }

    private static string DatabaseOf(BsonValue target, string database) =>
        target is BsonDocument document && document.GetValue("db", BsonNull.Value) is BsonString { Value: var other } ? other : database;
}
