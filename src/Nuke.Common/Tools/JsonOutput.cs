using Newtonsoft.Json;
using Nuke.Common.Tooling;

namespace Nuke.Common.Tools;

/// <summary>Reads the JSON object that a versioning tool prints, among the lines that it logs.</summary>
internal static class JsonOutput
{
    public static T Read<T>(IEnumerable<Output> output)
    {
        var lines = output.Where(x => x.Type == OutputType.Std).Select(x => x.Text).SkipWhile(x => !x.StartsWith('{'));
        return JsonConvert.DeserializeObject<T>(string.Join('\n', lines)) ?? throw new FormatException("the output has no JSON object");
    }
}
