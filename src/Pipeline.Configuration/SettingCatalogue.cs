using Pipeline.Configuration.Cataloguing;
using Pipeline.Configuration.Describing;
using Pipeline.Errors;

namespace Pipeline.Configuration;

/// <summary>Every setting of a program, from the options classes that hold them.</summary>
public sealed class SettingCatalogue
{
    private SettingCatalogue(IReadOnlyList<SettingGroup> groups)
    {
        Groups = groups;
        Settings = [.. groups.SelectMany(x => x.Properties).Select(x => x.Description)];
    }

    /// <summary>The settings, in the order of the classes and of their properties.</summary>
    public IReadOnlyList<SettingDescription> Settings { get; }

    internal IReadOnlyList<SettingGroup> Groups { get; }

    /// <summary>The catalogue of options classes marked <c>[SettingGroup]</c>, each with a constructor without parameters.</summary>
    /// <exception cref="PipelineException">PIPE9400: classes are wrong; the message names all that is.</exception>
    public static SettingCatalogue Of(params Type[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var reader = new CatalogueReader();
        List<SettingGroup> read = [.. groups.Select(reader.Read).OfType<SettingGroup>()];
        return reader.Mistakes.Count == 0
            ? new SettingCatalogue(read)
            : throw new PipelineException(ConfigurationErrors.InvalidCatalogue, $"The settings are declared wrongly:{string.Concat(reader.Mistakes.Select(x => $"{Environment.NewLine}  - {x}"))}");
    }

    /// <summary>The catalogue as data, for documents and checks made without the program.</summary>
    /// <param name="service">The program's name.</param>
    public ConfigurationDescription Describe(string service) => new()
    {
        Service = service,
        Groups = [.. Groups.Select(x => new GroupDescription { Title = x.Attribute.Title, Description = x.Attribute.Description, Settings = [.. x.Properties.Select(y => y.Description)] })],
    };
}
