namespace Pipeline.Engine.CommandLine.Completion;

/// <summary>
/// The text of <c>--completion SHELL</c>. The scripts ask the very build on the command line (<c>--complete LINE</c>), so they are always right and need nothing but the shell;
/// a build that answers nothing leaves the shell's completion of files.
/// </summary>
public static class CompletionScript
{
    /// <summary>The script for a shell, to be put in its start-up file: <c>eval "$(./build.sh --completion bash)"</c>.</summary>
    public static string For(CompletionShell shell) => shell switch
    {
        CompletionShell.Bash => Bash,
        CompletionShell.Zsh => Zsh,
        _ => PowerShell,
    };

    // Without mapfile, which macOS's bash 3.2 lacks. Bash breaks words at '=', so only what follows it is replaced.
    private const string Bash = """
        # Completion of ./build.sh for bash: eval "$(./build.sh --completion bash)" in ~/.bashrc
        _pipeline_build() {
            local line="${COMP_LINE:0:COMP_POINT}" program="$1" typed candidate
            typed="${line##*[[:space:]]}"
            COMPREPLY=()
            case "$program" in "~/"*) program="$HOME/${program#"~/"}" ;; esac
            while IFS= read -r candidate; do
                case "$typed" in *=*) candidate="${candidate#*=}" ;; esac
                [ -n "$candidate" ] && COMPREPLY+=("$candidate")
            done < <("$program" --complete "$line" 2>/dev/null </dev/null)
        }
        complete -o default -F _pipeline_build build.sh

        """;

    private const string Zsh = """
        #compdef build.sh
        # Completion of ./build.sh for zsh: eval "$(./build.sh --completion zsh)" in ~/.zshrc, after compinit
        _pipeline_build() {
            local program="${~words[1]}"
            local -a candidates
            candidates=("${(@f)$("$program" --complete "$LBUFFER" 2>/dev/null </dev/null)}")
            candidates=("${(@)candidates:#}")
            if (( ${#candidates} )); then
                compadd -U -Q -- "${candidates[@]}"
            else
                _files
            fi
        }
        compdef _pipeline_build build.sh

        """;

    private const string PowerShell = """
        # Completion of ./build.ps1 for PowerShell: ./build.ps1 --completion powershell | Out-String | Invoke-Expression, in $PROFILE
        Register-ArgumentCompleter -Native -CommandName 'build.ps1', 'build.cmd', 'build.sh' -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.Extent.Text
            $length = $cursorPosition - $commandAst.Extent.StartOffset
            $line = if ($length -gt $line.Length) { $line.PadRight($length) } else { $line.Substring(0, $length) }
            & $commandAst.CommandElements[0].Extent.Text --complete $line 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}
