# bash completion for wire: source it, or put it into /etc/bash_completion.d/
# Every answer comes from `wire complete`, which knows the commands and asks the node for names.

_wire() {
  local words=() rest=$COMP_LINE piece i candidates candidate
  COMPREPLY=()

  # bash ends words at ':' and '=' too. Pieces without a blank between them are one word of ours.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=${COMP_WORDS[i]}
    if ((i > 0)) && [[ $rest != [[:space:]]* ]]; then words[-1]+=$piece; else words+=("$piece"); fi
    rest=${rest#*"$piece"}
  done
  words=("${words[@]//[\\\'\"]/}")

  # What stands before bash's own word is on the line already: candidates are given without it.
  local own=${2//[\\\'\"]/} typed=${words[-1]}
  local before=${typed%"$own"}

  mapfile -t candidates < <(wire complete -- "${words[@]:1}" 2>/dev/null)
  for candidate in "${candidates[@]}"; do
    candidate=${candidate#"$before"}
    # A '#' or a blank has to be quoted, unless a quote is open already.
    [[ $piece == [\'\"]* || $candidate =~ ^[A-Za-z0-9@%+=:,./_-]*$ ]] || printf -v candidate '%q' "$candidate"
    COMPREPLY+=("$candidate")
  done
}

complete -o default -F _wire wire
