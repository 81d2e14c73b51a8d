mod marks;
mod parts;
mod published;
mod told;
