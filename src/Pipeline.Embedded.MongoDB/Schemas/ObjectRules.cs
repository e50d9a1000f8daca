using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Schemas;

internal sealed record PropertySchema(string Name, JsonSchema Schema);

internal sealed record PatternSchema(RegexPredicate Pattern, JsonSchema Schema);

/// <summary>A property that asks, where it is there, for others or for a schema.</summary>
internal sealed record Dependency(string Name, IReadOnlyList<string> Required, JsonSchema? Schema)
{
    public bool Matches(BsonDocument document) =>
        !document.Contains(Name) || (Required.All(document.Contains) && Schema?.Matches(document) != false);
}

/// <summary><c>properties</c>.</summary>
internal sealed record PropertiesRule(IReadOnlyList<PropertySchema> Properties) : SchemaRule
{
    public override bool Matches(BsonValue value)
    {
        if (value is not BsonDocument document)
            return true;

        for (var index = 0; index < Properties.Count; index++)
        {
            if (!Matches(document, Properties[index]))
                return false;
        }

        return true;
    }

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var document = value.AsBsonDocument;
        var failures = Properties
            .Where(property => !Matches(document, property))
            .Select(property => property.Schema.Describe(document[property.Name], new BsonDocument("propertyName", property.Name)));
        yield return new BsonDocument { { "operatorName", "properties" }, { "propertiesNotSatisfied", new BsonArray(failures) } };
    }

    private static bool Matches(BsonDocument document, PropertySchema property) =>
        !document.TryGetValue(property.Name, out var value) || property.Schema.Matches(value);
}

/// <summary><c>required</c>.</summary>
internal sealed record RequiredRule(IReadOnlyList<string> Names, BsonValue SpecifiedAs) : SchemaRule
{
    public override bool Matches(BsonValue value)
    {
        if (value is not BsonDocument document)
            return true;

        for (var index = 0; index < Names.Count; index++)
        {
            if (!document.Contains(Names[index]))
                return false;
        }

        return true;
    }

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var document = value.AsBsonDocument;
        // MongoDB keeps the names in a sorted set.
        var missing = Names.Where(name => !document.Contains(name)).Order(StringComparer.Ordinal);
        yield return new BsonDocument
        {
            { "operatorName", "required" },
            { "specifiedAs", new BsonDocument("required", SpecifiedAs) },
            { "missingProperties", new BsonArray(missing) },
        };
    }
}

/// <summary><c>patternProperties</c> and <c>additionalProperties</c>, which need each other.</summary>
internal sealed record AllowedPropertiesRule(
    IReadOnlySet<string> Named,
    IReadOnlyList<PatternSchema> Patterns,
    bool AllowsOthers,
    JsonSchema? Others) : SchemaRule
{
    public override bool Matches(BsonValue value) =>
        value is not BsonDocument document
        || (document.All(MatchesPatterns) && (AllowsOthers ? FailingOther(document) is null : !Additional(document).Any()));

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var document = value.AsBsonDocument;
        if (!AllowsOthers && Additional(document).ToArray() is { Length: > 0 } additional)
        {
            yield return new BsonDocument
            {
                { "operatorName", "additionalProperties" },
                { "specifiedAs", new BsonDocument("additionalProperties", false) },
                { "additionalProperties", new BsonArray(additional.Select(element => element.Name)) },
            };
        }
        else if (AllowsOthers && FailingOther(document) is { } failing)
        {
            yield return new BsonDocument("operatorName", "additionalProperties")
                .Merge(Others!.Annotations)
                .Add("reason", "at least one additional property did not match the subschema")
                .Add("failingProperty", failing.Name)
                .Add("details", Others.Explain(failing.Value));
        }

        var details = new BsonArray(Patterns.SelectMany(pattern => FirstFailure(pattern, document)));
        if (details.Count > 0)
            yield return new BsonDocument { { "operatorName", "patternProperties" }, { "details", details } };
    }

    private static IEnumerable<BsonDocument> FirstFailure(PatternSchema pattern, BsonDocument document) => document
        .Where(element => pattern.Pattern.IsMatch(element.Name) && !pattern.Schema.Matches(element.Value))
        .Take(1)
        .Select(element => new BsonDocument("propertyName", element.Name)
            .Merge(pattern.Schema.Annotations)
            .Add("regexMatched", pattern.Pattern.Pattern)
            .Add("details", pattern.Schema.Explain(element.Value)));

    private bool MatchesPatterns(BsonElement element) =>
        Patterns.All(pattern => !pattern.Pattern.IsMatch(element.Name) || pattern.Schema.Matches(element.Value));

    private IEnumerable<BsonElement> Additional(BsonDocument document) =>
        document.Where(element => !Named.Contains(element.Name) && !Patterns.Any(pattern => pattern.Pattern.IsMatch(element.Name)));

    private BsonElement? FailingOther(BsonDocument document)
    {
        if (Others is null)
            return null;

        foreach (var element in Additional(document))
        {
            if (!Others.Matches(element.Value))
                return element;
        }

        return null;
    }
}

/// <summary><c>dependencies</c>.</summary>
internal sealed record DependenciesRule(IReadOnlyList<Dependency> Dependencies) : SchemaRule
{
    public override bool Matches(BsonValue value) => value is not BsonDocument document || Dependencies.All(dependency => dependency.Matches(document));

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var document = value.AsBsonDocument;
        var failures = Dependencies
            .Where(dependency => !dependency.Matches(document))
            .Select(dependency => dependency.Schema is null
                ? new BsonDocument
                {
                    { "conditionalProperty", dependency.Name },
                    { "missingProperties", new BsonArray(dependency.Required.Where(name => !document.Contains(name))) },
                }
                : new BsonDocument { { "conditionalProperty", dependency.Name }, { "details", dependency.Schema.Explain(document) } });
        yield return new BsonDocument { { "operatorName", "dependencies" }, { "failingDependencies", new BsonArray(failures) } };
    }
}
