//! Which name was meant by one that there is not.

/// `did you mean 'spinner'? ` if one of the names is near; all that are this name with a package in front; else
/// nothing. For messages that then list what there is.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let full = known.iter().filter(|known| known.rsplit_once('/').is_some_and(|(_, file)| file == name));
    let full: Vec<String> = full.map(|known| format!("'{known}'")).collect();
    if !full.is_empty() {
        return format!("several packages have one; write {}. ", full.join(" or "));
    }
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
        let known = ["a/ship", "b/ship", "ship_yard"];
        assert_eq!(did_you_mean("ship", known), "several packages have one; write 'a/ship' or 'b/ship'. ");
        let known = ["spinner", "hunter", "x"];
        for name in ["y", "walker", "", "spin"] {
            assert_eq!(did_you_mean(name, known), "", "{name}");
        }
    }
}
