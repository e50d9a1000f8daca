using System.Reflection;
using Pipeline.Engine.Parameters.Files;

namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>JSON objects to records and classes: constructor parameters first, then public properties that can be set. Names compare as parameters do; unknown ones are mistakes.</summary>
internal static class RecordConversion
{
    public static bool IsPossible(Type type) => !type.IsAbstract && !type.IsInterface && !type.IsPointer && !typeof(Delegate).IsAssignableFrom(type) && Constructor(type, null) is not null;

    public static object FromJson(Type type, JsonValue json)
    {
        if (json.Kind != JsonKind.Object)
            throw new ConversionException(json.Shown, TypeText.Needs(type));
        var constructor = Constructor(type, json)
            ?? throw new ConversionException($"type {type.Name}", "a type with a TypeConverter, a static Parse method or a public constructor") { IsUnsupportedType = true };
        var used = new HashSet<JsonMember>();
        var instance = Construct(type, constructor, json, used);
        SetProperties(type, instance, json, used);
        return instance;
    }

    private static object Construct(Type type, ConstructorInfo constructor, JsonValue json, HashSet<JsonMember> used)
    {
        var parameters = constructor.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (Member(json, parameter.Name!) is { } member)
            {
                used.Add(member);
                arguments[i] = Part(member.Name, parameter.ParameterType, member.Value);
            }
            else if (parameter.HasDefaultValue)
                arguments[i] = parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);
            else if (new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable)
                arguments[i] = null;
            else
                throw new ConversionException($"no '{parameter.Name}'", TypeText.Needs(parameter.ParameterType)) { Path = parameter.Name! };
        }

        try
        {
            return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new ConversionException("an object", $"a valid {type.Name}", exception) { Hint = $" ({exception.Message.ReplaceLineEndings(" ")})" };
        }
    }

    private static void SetProperties(Type type, object instance, JsonValue json, HashSet<JsonMember> used)
    {
        var properties = new List<PropertyInfo>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && property.SetMethod is { IsPublic: true })
                properties.Add(property);
        }

        foreach (var member in json.Members)
        {
            if (used.Contains(member))
                continue;
            var property = properties.Find(x => ParameterName.Normalize(x.Name) == ParameterName.Normalize(member.Name));
            if (property is null)
            {
                var names = properties.ConvertAll(x => x.Name);
                throw new ConversionException($"unknown '{member.Name}'", names.Count == 0 ? "nothing of that name" : $"one of {TypeText.Listed(names)}") { Hint = Suggestions.NearMisses.Hint(member.Name, names) };
            }

            used.Add(member);
            property.SetValue(instance, Part(member.Name, property.PropertyType, member.Value));
        }

        foreach (var property in properties)
        {
            if (Member(json, property.Name) is null && property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: true))
                throw new ConversionException($"no '{property.Name}'", TypeText.Needs(property.PropertyType)) { Path = property.Name };
        }
    }

    private static object? Part(string name, Type type, JsonValue value)
    {
        try
        {
            return ValueConversion.FromJson(type, value);
        }
        catch (ConversionException exception)
        {
            throw exception.Inside(name);
        }
    }

    // The constructor that uses most of the object; without an object, any. A record's copy constructor is not public.
    private static ConstructorInfo? Constructor(Type type, JsonValue? json)
    {
        ConstructorInfo? best = null;
        var bestScore = int.MinValue;
        foreach (var constructor in type.GetConstructors())
        {
            var score = 0;
            foreach (var parameter in constructor.GetParameters())
                score += json is not null && Member(json, parameter.Name!) is not null ? 1 : parameter.HasDefaultValue ? 0 : -1;
            if (score > bestScore)
                (best, bestScore) = (constructor, score);
        }

        return best;
    }

    private static JsonMember? Member(JsonValue json, string name)
    {
        var key = ParameterName.Normalize(name);
        return json.Members.Find(x => ParameterName.Normalize(x.Name) == key);
    }
}
