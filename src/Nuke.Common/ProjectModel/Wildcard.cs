namespace Nuke.Common.ProjectModel;

/// <summary>A name pattern in which <c>*</c> stands for any characters. Not a regular expression: constructing one costs more than reading the solution.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string name)
    {
        var (patternAt, nameAt, star, retryAt) = (0, 0, -1, 0);
        while (nameAt < name.Length)
        {
            if (patternAt < pattern.Length && pattern[patternAt] == '*')
            {
                star = patternAt++;
                retryAt = nameAt;
            }
            else if (patternAt < pattern.Length && pattern[patternAt] == name[nameAt])
            {
                patternAt++;
                nameAt++;
            }
            else if (star >= 0)
            {
                patternAt = star + 1;
                nameAt = ++retryAt;
            }
            else
            {
                return false;
            }
        }

        while (patternAt < pattern.Length && pattern[patternAt] == '*')
            patternAt++;
        return patternAt == pattern.Length;
    }
}
