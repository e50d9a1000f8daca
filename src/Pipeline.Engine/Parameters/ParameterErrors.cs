using Pipeline.Errors;

namespace Pipeline.Engine.Parameters;

/// <summary>The errors of parameters and the command line: PIPE0050 to PIPE0099. An unknown target is <see cref="Targets.TargetErrors.UnknownTarget"/>.</summary>
[ErrorCodes]
public static class ParameterErrors
{
    /// <summary>More than one mistake; each is listed with its own id.</summary>
    public static readonly ErrorCode SeveralMistakes = new("PIPE0050", "Several mistakes in what was given", "The command line, the environment or the parameter files have more than one mistake.", "Look at each line: it names the value, where it comes from and what is needed instead.");

    /// <summary>An option that no parameter has.</summary>
    public static readonly ErrorCode UnknownOption = new("PIPE0051", "Unknown option", "The command line has an option that neither the build nor the engine declares.", "Check the spelling against ./build.sh --help.");

    /// <summary>An option given twice that takes one value.</summary>
    public static readonly ErrorCode DuplicateOption = new("PIPE0052", "Option given twice", "An option that takes a single value stands on the command line more than once, so it isn't clear which value counts.", "Give it once.");

    /// <summary>An option that needs a value and has none.</summary>
    public static readonly ErrorCode MissingValue = new("PIPE0053", "Option without its value", "An option that needs a value is the last word, or another option follows it.", "Give the value after it; one that begins with a dash is written --name=-value.");

    /// <summary>A value that the parameter's type can't hold.</summary>
    public static readonly ErrorCode WrongType = new("PIPE0054", "Value of the wrong type", "A value can't be turned into what the parameter needs.", "The message names where the value comes from, and an example that works.");

    /// <summary>A parameter file that isn't JSON.</summary>
    public static readonly ErrorCode MalformedFile = new("PIPE0055", "Malformed parameter file", "A file .nuke/parameters*.json isn't valid JSON, or isn't an object.", "Correct it at the line and column named; comments and trailing commas are allowed.");

    /// <summary>A key in a parameter file that no parameter has.</summary>
    public static readonly ErrorCode UnknownKey = new("PIPE0056", "Unknown key in a parameter file", "A file .nuke/parameters*.json has a key that no parameter of the build has.", "Check the spelling; an editor that reads .nuke/build.schema.json marks such keys.");

    /// <summary>A profile that has no file.</summary>
    public static readonly ErrorCode UnknownProfile = new("PIPE0057", "Profile without a file", "A profile was named for which there is no .nuke/parameters.PROFILE.json.", "Check the spelling, or make the file.");

    /// <summary>A required parameter that nobody gave.</summary>
    public static readonly ErrorCode MissingParameter = new("PIPE0058", "Required parameter missing", "A parameter that a planned target needs has no value, and there is no terminal to ask at.", "Give it in one of the ways that the message names.");

    /// <summary>An encrypted value and no password.</summary>
    public static readonly ErrorCode PasswordMissing = new("PIPE0059", "Encrypted value without a password", "A parameter that is needed stands encrypted in a parameter file, and no password was given.", "Set NUKE_PARAMETERS_KEY (or NUKE_PARAMETERS_KEY_PROFILE for one profile's file), or run on a terminal and be asked.");

    /// <summary>An encrypted value that the password doesn't open.</summary>
    public static readonly ErrorCode WrongPassword = new("PIPE0060", "Encrypted value can't be opened", "The password is not the one that the value was encrypted with, or the value was changed or moved to another parameter.", "Use the right password, or set the value again with ./build.sh :secrets.");

    /// <summary>Two parameters with one name.</summary>
    public static readonly ErrorCode DuplicateParameter = new("PIPE0061", "Parameter declared twice", "Two parameters of the build have the same name; case, dashes and underscores don't count.", "Rename one of them in the build.");

    /// <summary>A parameter type that no text can become.</summary>
    public static readonly ErrorCode UnsupportedType = new("PIPE0062", "Parameter type without a conversion", "The type of a parameter has no TypeConverter, no static Parse method and no public constructor.", "Give the type one of them, or use another type.");

    /// <summary>The same parameter twice in one file.</summary>
    public static readonly ErrorCode DuplicateKey = new("PIPE0063", "Key given twice in a parameter file", "A parameter file has the same parameter more than once; case, dashes and underscores don't count.", "Remove one of the two.");

    /// <summary>A parameter file that can't be read or written.</summary>
    public static readonly ErrorCode FileAccess = new("PIPE0064", "Parameter file can't be read or written", "The file system refused to read or write a file in .nuke.", "Check the file's permissions and the space on the disk.");

    /// <summary>A parameter that isn't a secret.</summary>
    public static readonly ErrorCode NotASecret = new("PIPE0065", "Not a secret parameter", "Only parameters that the build marks as secret can be encrypted: the others are read as they stand.", "Mark the parameter with [Secret] in the build, or write it into the file in plain text.");
}
