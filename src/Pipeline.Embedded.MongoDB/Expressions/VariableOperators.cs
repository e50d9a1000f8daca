using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$let</c>, <c>$map</c>, <c>$filter</c> and <c>$reduce</c>: the operators that define variables.</summary>
internal static class VariableOperators
{
    private static readonly NamedOperands s_let = new("vars", "in") { Required = ["vars", "in"], NotDocument = 16874, Unknown = 16875, Missing = 16876 };
    private static readonly NamedOperands s_map = new("input", "as", "in") { Required = ["input", "in"], NotDocument = 16878, Unknown = 16879, Missing = 16880 };
    private static readonly NamedOperands s_filter = new("input", "as", "cond", "limit") { Required = ["input", "cond"], NotDocument = 28646, Unknown = 28647, Missing = 28648 };
    private static readonly NamedOperands s_reduce = new("input", "initialValue", "in") { Required = ["input", "initialValue", "in"], NotDocument = 40075, Unknown = 40076, Missing = 40077 };

    public static IReadOnlyList<Operator> All { get; } =
    [
        new("$let", ParseLet),
        new("$map", ParseMap),
        new("$filter", ParseFilter),
        new("$reduce", ParseReduce),
    ];

    private static DelegateExpression ParseLet(BsonValue argument, ParseScope scope)
    {
        var raw = s_let.Read("$let", argument);
        if (raw[0] is not BsonDocument definitions)
            throw new CommandException(ServerError.TypeMismatch, $"invalid parameter: expected an object (vars)");

        var inner = scope;
        var variables = new List<(string Name, Expression Value)>();
        foreach (var definition in definitions)
        {
            FieldPathParser.RequireWritableVariable(definition.Name);
            variables.Add((definition.Name, scope.Parse(definition.Value)));
            inner = inner.With(definition.Name);
        }

        var body = inner.Parse(raw[1]!);
        return new DelegateExpression(evaluation =>
        {
            var defined = evaluation;
            foreach (var (name, value) in variables)
                defined = defined.With(name, value.Evaluate(evaluation));
            return body.Evaluate(defined);
        });
    }

    private static DelegateExpression ParseMap(BsonValue argument, ParseScope scope)
    {
        var raw = s_map.Read("$map", argument);
        var input = scope.Parse(raw[0]!);
        var name = ReadVariable(raw[1]);
        var body = scope.With(name).Parse(raw[2]!);
        return new DelegateExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (Numbers.IsNullish(value))
                return BsonNull.Value;
            if (value is not BsonArray array)
                throw new CommandException(16883, $"input to $map must be an array not {BsonTypeName.Of(value)}");
            var mapped = new BsonArray(array.Count);
            foreach (var item in array)
                mapped.Add(body.Evaluate(evaluation.With(name, item)) ?? BsonNull.Value);
            return mapped;
        });
    }

    private static DelegateExpression ParseFilter(BsonValue argument, ParseScope scope)
    {
        var raw = s_filter.Read("$filter", argument);
        var input = scope.Parse(raw[0]!);
        var name = ReadVariable(raw[1]);
        var condition = scope.With(name).Parse(raw[2]!);
        var limit = raw[3] is { } specified ? scope.Parse(specified) : null;
        return new DelegateExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (Numbers.IsNullish(value))
                return BsonNull.Value;
            if (value is not BsonArray array)
                throw new CommandException(28651, $"input to $filter must be an array not {BsonTypeName.Of(value)}");
            var most = limit is null ? int.MaxValue : ReadLimit(limit.Evaluate(evaluation));
            var kept = new BsonArray();
            foreach (var item in array)
            {
                if (kept.Count == most)
                    break;
                if (Truth.Of(condition.Evaluate(evaluation.With(name, item))))
                    kept.Add(item);
            }

            return kept;
        });
    }

    private static DelegateExpression ParseReduce(BsonValue argument, ParseScope scope)
    {
        var raw = s_reduce.Read("$reduce", argument);
        var input = scope.Parse(raw[0]!);
        var initial = scope.Parse(raw[1]!);
        var body = scope.With("value").With("this").Parse(raw[2]!);
        return new DelegateExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (Numbers.IsNullish(value))
                return BsonNull.Value;
            if (value is not BsonArray array)
                throw new CommandException(40080, $"$reduce requires that 'input' be an array, found: {Texts.Show(value)}");
            var accumulated = initial.Evaluate(evaluation);
            foreach (var item in array)
                accumulated = body.Evaluate(evaluation.With("value", accumulated).With("this", item));
            return accumulated;
        });
    }

    private static string ReadVariable(BsonValue? specified)
    {
        if (specified is null)
            return "this";
        var name = specified is BsonString text ? text.Value : "";
        FieldPathParser.RequireWritableVariable(name);
        return name;
    }

    private static int ReadLimit(BsonValue? value)
    {
        if (Numbers.IsNullish(value))
            return int.MaxValue;
        if (!Numbers.TryInt(value, out var limit))
            throw new CommandException(327391, $"$filter: limit must be represented as a 32-bit integral value: {Texts.Show(value)}");
        return limit > 0 ? limit : throw new CommandException(327392, $"$filter: limit must be greater than 0: {limit}");
    }
}
