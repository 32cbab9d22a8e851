//! Which name was meant by one that there is not.

/// `did you mean 'spinner'? ` if one of the names is near; else nothing. For messages that then list what there is.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let name = name.to_lowercase();
    let len = name.chars().count();
    // A third of the letters may be wrong: short names are too much alike for more.
    let distance_max = len / 3;
    let distance = |known: &str| strsim::damerau_levenshtein(&name, &known.to_lowercase());
    // Comparing takes as long as one name times the other, which may be thousands of letters that a script has made up.
    let alike = known.into_iter().filter(|known| known.chars().count().abs_diff(len) <= distance_max);
    let near = alike.map(|known| (distance(known), known)).min_by_key(|(distance, _)| *distance);
    match near {
        Some((distance, known)) if distance <= distance_max => format!("did you mean '{known}'? "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_meant() {
        let known = ["spinner", "hunter", "x"];
        for name in ["spiner", "Spinner", "spinenr", "spinnner"] {
            assert_eq!(did_you_mean(name, known), "did you mean 'spinner'? ", "{name}");
        }
        for name in ["y", "walker", "", "spin"] {
            assert_eq!(did_you_mean(name, known), "", "{name}");
        }
    }
}
