//! A list that mostly has one item.

/// Items of which there is mostly one: 100,000 entities with one script each should not pay for lists. A single item
/// lies in place, more lie behind a pointer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum OneOrMore<T> {
    #[default]
    None,
    One(T),
    // The vector is boxed, so that it takes no more than an item.
    #[expect(clippy::box_collection, reason = "a pointer is smaller than a vector")]
    More(Box<Vec<T>>),
}

impl<T> OneOrMore<T> {
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::One(item) => std::slice::from_ref(item),
            Self::More(items) => items,
        }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Self::None => &mut [],
            Self::One(item) => std::slice::from_mut(item),
            Self::More(items) => items,
        }
    }

    /// The first one is put where it belongs at once: thousands of lists get one, and what was just written in parts
    /// is slow to move as a whole.
    #[inline(always)]
    pub(crate) fn push(&mut self, item: T) {
        match self {
            // Nothing has to be dropped.
            Self::None => std::mem::forget(std::mem::replace(self, Self::One(item))),
            Self::One(_) => {
                if let Self::One(first) = std::mem::take(self) {
                    *self = Self::More(Box::new(vec![first, item]));
                }
            }
            Self::More(items) => items.push(item),
        }
    }

    /// Takes out the first item that fits.
    pub(crate) fn remove_first(&mut self, is_it: impl Fn(&T) -> bool) -> Option<T> {
        let index = self.as_slice().iter().position(is_it)?;
        match self {
            Self::More(items) => Some(items.remove(index)),
            _ => match std::mem::take(self) {
                Self::One(item) => Some(item),
                _ => None,
            },
        }
    }
}

impl<T> FromIterator<T> for OneOrMore<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        let Some(first) = items.next() else { return Self::None };
        let mut list = Self::One(first);
        for item in items {
            list.push(item);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_through_all_sizes() {
        let mut list: OneOrMore<u32> = [1, 2, 3].into_iter().collect();
        assert_eq!(list.as_slice(), [1, 2, 3]);
        assert_eq!(list.remove_first(|item| *item == 2), Some(2));
        assert_eq!(list.remove_first(|item| *item == 2), None);
        assert_eq!(list.as_slice(), [1, 3]);
        let mut one: OneOrMore<u32> = [1].into_iter().collect();
        assert_eq!(one.remove_first(|_| true), Some(1));
        assert!(one.as_slice().is_empty());
    }
}
